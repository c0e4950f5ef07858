"""The titles of the codes of KBLI 2020 that we suggest, as in Peraturan BPS 2/2020 but in sentence case."""

_TITLES = """
01139 Pertanian sayuran, buah dan aneka umbi lainnya
01301 Pertanian tanaman hias
01411 Pembibitan dan budidaya sapi potong
01442 Pembibitan dan budidaya kambing potong
01461 Budidaya ayam ras pedaging
01462 Budidaya ayam ras petelur
01493 Pembibitan dan budidaya lebah
02307 Pemungutan madu
03221 Pembesaran ikan air tawar di kolam
10130 Industri pengolahan dan pengawetan produk daging dan daging unggas
10211 Industri penggaraman/pengeringan ikan
10212 Industri pengasapan/pemanggangan ikan
10219 Industri pengolahan dan pengawetan lainnya untuk ikan
10391 Industri tempe kedelai
10392 Industri tahu kedelai
10510 Industri pengolahan susu segar dan krim
10590 Industri pengolahan produk dari susu lainnya
10631 Industri penggilingan padi dan penyosohan beras
10710 Industri produk roti dan kue
10722 Industri gula merah
10731 Industri kakao
10732 Industri makanan dari cokelat dan kembang gula dari coklat
10733 Industri manisan buah-buahan dan sayuran kering
10734 Industri kembang gula
10750 Industri makanan dan masakan olahan
10761 Industri pengolahan kopi
10762 Industri pengolahan herbal (herb infusion)
10763 Industri pengolahan teh
10771 Industri kecap
10772 Industri bumbu masak dan penyedap masakan
10792 Industri kue basah
10793 Industri makanan dari kedele dan kacang-kacangan lainnya bukan kecap, tempe dan tahu
10794 Industri kerupuk, keripik, peyek dan sejenisnya
10796 Industri dodol
11052 Industri air minum isi ulang
11090 Industri minuman lainnya
13121 Industri pertenunan (bukan pertenunan karung goni dan karung lainnya)
13122 Industri kain tenun ikat
13134 Industri batik
13912 Industri kain sulaman
13921 Industri barang jadi tekstil untuk keperluan rumah tangga
14111 Industri pakaian jadi (konveksi) dari tekstil
14120 Penjahitan dan pembuatan pakaian sesuai pesanan
14131 Industri perlengkapan pakaian dari tekstil
14301 Industri pakaian jadi rajutan
14302 Industri pakaian jadi sulaman/bordir
15121 Industri barang dari kulit dan kulit komposisi untuk keperluan pribadi
15201 Industri alas kaki untuk keperluan sehari-hari
16291 Industri barang anyaman dari rotan dan bambu
16292 Industri barang anyaman dari tanaman bukan rotan dan bambu
16293 Industri kerajinan ukiran dari kayu bukan mebeller
16294 Industri alat dapur dari kayu, rotan dan bambu
18111 Industri pencetakan umum
18112 Industri pencetakan khusus
20231 Industri sabun dan bahan pembersih keperluan rumah tangga
20232 Industri kosmetik untuk manusia, termasuk pasta gigi
21022 Industri produk obat tradisional untuk manusia
23921 Industri batu bata dari tanah liat/keramik
23932 Industri perlengkapan rumah tangga dari tanah liat/keramik
23951 Industri barang dari semen
25992 Industri peralatan dapur dan peralatan meja dari logam
31001 Industri furnitur dari kayu
31002 Industri furnitur dari rotan dan atau bambu
32112 Industri barang perhiasan dari logam mulia untuk keperluan pribadi
32120 Industri perhiasan imitasi dan barang sejenis
32201 Industri alat musik tradisional
32402 Industri mainan anak-anak
32903 Industri kerajinan YTDL
45201 Reparasi mobil
45202 Pencucian dan salon mobil
45302 Perdagangan eceran suku cadang dan aksesori mobil
45406 Perdagangan eceran suku cadang sepeda motor dan aksesorinya
45407 Reparasi dan perawatan sepeda motor
47112 Perdagangan eceran berbagai macam barang yang utamanya makanan, minuman atau tembakau bukan di minimarket/supermarket/hypermarket (tradisional)
47211 Perdagangan eceran padi dan palawija
47212 Perdagangan eceran buah-buahan
47213 Perdagangan eceran sayuran
47214 Perdagangan eceran hasil peternakan
47215 Perdagangan eceran hasil perikanan
47219 Perdagangan eceran hasil pertanian lainnya
47241 Perdagangan eceran beras
47242 Perdagangan eceran roti, kue kering, serta kue basah dan sejenisnya
47243 Perdagangan eceran kopi, gula pasir dan gula merah
47244 Perdagangan eceran tahu, tempe, tauco dan oncom
47245 Perdagangan eceran daging dan ikan olahan
47249 Perdagangan eceran makanan lainnya
47411 Perdagangan eceran komputer dan perlengkapannya
47414 Perdagangan eceran alat telekomunikasi
47420 Perdagangan eceran khusus peralatan audio dan video di toko
47511 Perdagangan eceran tekstil
47528 Perdagangan eceran berbagai macam material bangunan
47591 Perdagangan eceran furnitur
47592 Perdagangan eceran peralatan listrik rumah tangga dan peralatan penerangan dan perlengkapannya
47593 Perdagangan eceran barang pecah belah dan perlengkapan dapur dari plastik
47597 Perdagangan eceran alat musik
47599 Perdagangan eceran peralatan dan perlengkapan rumah tangga lainnya YTDL
47611 Perdagangan eceran alat tulis menulis dan gambar
47612 Perdagangan eceran hasil pencetakan dan penerbitan
47630 Perdagangan eceran khusus peralatan olahraga di toko
47640 Perdagangan eceran khusus alat permainan dan mainan anak-anak di toko
47711 Perdagangan eceran pakaian
47712 Perdagangan eceran sepatu, sandal dan alas kaki lainnya
47713 Perdagangan eceran pelengkap pakaian
47714 Perdagangan eceran tas, dompet, koper, ransel dan sejenisnya
47721 Perdagangan eceran barang dan obat farmasi untuk manusia di apotik
47722 Perdagangan eceran barang dan obat farmasi untuk manusia bukan di apotik
47723 Perdagangan eceran obat tradisional untuk manusia
47724 Perdagangan eceran kosmetik untuk manusia
47725 Perdagangan eceran alat laboratorium, alat farmasi dan alat kesehatan untuk manusia
47735 Perdagangan eceran barang perhiasan
47742 Perdagangan eceran pakaian, alas kaki dan pelengkap pakaian bekas
47751 Perdagangan eceran hewan piaraan (pet animals)
47752 Perdagangan eceran hewan ternak
47753 Perdagangan eceran ikan hias
47754 Perdagangan eceran pakan ternak/unggas/ikan dan hewan piaraan
47761 Perdagangan eceran bunga potong/florist
47762 Perdagangan eceran tanaman dan bibit tanaman
47763 Perdagangan eceran pupuk dan pemberantas hama
47772 Perdagangan eceran gas elpiji
47781 Perdagangan eceran barang kerajinan dari kayu, bambu, rotan, pandan, rumput dan sejenisnya
47784 Perdagangan eceran barang kerajinan dari keramik
47789 Perdagangan eceran barang kerajinan dan lukisan lainnya
49424 Angkutan ojek motor
49431 Angkutan bermotor untuk barang umum
53201 Aktivitas kurir
55130 Pondok wisata
55900 Penyediaan akomodasi lainnya
56102 Rumah/warung makan
56103 Kedai makanan
56104 Penyediaan makanan keliling/tempat tidak tetap
56210 Jasa boga untuk suatu event tertentu (event catering)
56290 Penyediaan jasa boga periode tertentu
56303 Rumah minum/kafe
56304 Kedai minuman
56305 Rumah/kedai obat tradisional
56306 Penyediaan minuman keliling/tempat tidak tetap
61994 Jasa jual kembali jasa telekomunikasi
74130 Aktivitas desain komunikasi visual/ desain grafis
74201 Aktivitas fotografi
77291 Aktivitas penyewaan dan sewa guna usaha tanpa hak opsi alat pesta
81210 Aktivitas kebersihan umum bangunan
82190 Aktivitas fotokopi, penyiapan dokumen dan aktivitas khusus penunjang kantor lainnya
85495 Pendidikan bimbingan belajar dan konseling swasta
85499 Pendidikan lainnya swasta
95110 Reparasi komputer dan peralatan sejenisnya
95120 Reparasi peralatan komunikasi
95210 Reparasi alat-alat elektronik konsumen
95220 Reparasi peralatan rumah tangga dan peralatan rumah dan kebun
95291 Aktivitas vermak pakaian
96111 Aktivitas pangkas rambut
96112 Aktivitas salon kecantikan
96121 Rumah pijat
96122 Aktivitas SPA (sante par aqua)
96200 Aktivitas penatu
96990 Aktivitas jasa perorangan lainnya YTDL
"""  # noqa: E501  a title stays in one line

TITLES_2020 = dict(line.split(" ", 1) for line in _TITLES.strip().splitlines())
