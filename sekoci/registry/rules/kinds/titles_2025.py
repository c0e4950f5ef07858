"""The titles of the codes of KBLI 2025 that we suggest, as in Peraturan BPS 7/2025 but in sentence case."""

_TITLES = """
01131 Pertanian sayuran daun
01301 Pertanian tanaman hias
01411 Budi daya dan pembibitan sapi potong
01442 Budi daya dan pembibitan kambing potong
01461 Budi daya ayam ras pedaging
01462 Budi daya ayam ras petelur
01493 Budi daya dan pembibitan lebah
02300 Pemungutan hasil hutan bukan kayu
03221 Pembudidayaan ikan bersirip (selain ikan hias) dan biota air tawar lainnya yang tidak dilindungi
10120 Pengolahan dan pengawetan daging dan produk daging
10211 Pengolahan dan pengawetan ikan dengan penggaraman atau pengeringan
10212 Pengolahan dan pengawetan ikan dengan pengasapan atau pemanggangan
10218 Pengolahan dan pengawetan ikan menjadi produk olahan
10307 Pembuatan tempe kedelai
10308 Pembuatan tahu kedelai
10501 Industri susu segar dan krim
10509 Industri produk susu lainnya
10631 Industri penggilingan padi dan penyosohan beras
10710 Industri produk bakeri
10722 Industri gula merah
10731 Industri pengolahan kakao
10732 Industri cokelat dan kembang gula dari cokelat
10733 Industri manisan buah-buahan dan sayuran kering
10739 Industri kembang gula lainnya
10750 Industri makanan dan masakan olahan
10761 Pengolahan kopi
10762 Pengolahan teh
10771 Industri kecap
10779 Industri bumbu masakan lainnya
10792 Industri kue basah
10794 Industri kerupuk, keripik, peyek, dan sejenisnya
10796 Industri dodol
10797 Industri infusi herbal/herb infusion
10799 Industri produk makanan lainnya YTDL
11052 Industri air minum isi ulang
11059 Industri minuman lainnya
13121 Pertenunan tekstil dengan mesin
13122 Pertenunan tekstil bukan dengan mesin
13133 Industri kain batik
13139 Penyempurnaan tekstil lainnya
13921 Industri barang tekstil untuk keperluan rumah tangga
13996 Industri kain tule, kain jaring, dan kain bordir
14111 Industri pakaian jadi (konfeksi) dari tekstil
14120 Industri penjahitan dan pembuatan (bukan konfeksi) pakaian sesuai pesanan/kustomisasi
14131 Industri perlengkapan pakaian dari tekstil
14301 Industri pakaian jadi dan perlengkapannya dari rajutan dan crocheted
15121 Industri koper, tas tangan, dan sejenisnya
15201 Industri alas kaki untuk keperluan sehari-hari
16291 Industri barang anyaman dari rotan dan bambu
16292 Industri barang anyaman dari tanaman selain rotan dan bambu
16293 Industri kerajinan ukiran dari kayu bukan furnitur
16294 Industri alat dapur dan alat makan dari kayu, rotan, dan bambu
18111 Pencetakan umum
18112 Pencetakan khusus
20231 Industri bahan dan produk pembersih
20232 Industri kosmetik untuk manusia, cairan lensa kontak
21022 Industri produk obat bahan alam untuk manusia
23921 Industri batu bata dari tanah liat atau keramik
23932 Industri perlengkapan rumah tangga dari tanah liat atau keramik
23951 Industri barang dari semen
25992 Industri peralatan dapur dan peralatan meja dari logam
31011 Industri furnitur dari kayu
31012 Industri furnitur dari rotan dan bambu
32112 Industri perhiasan dari logam mulia
32120 Industri perhiasan imitasi dan barang sejenis
32201 Industri alat musik tradisional
32402 Industri mainan termasuk drone rekreasi
32903 Industri kerajinan YTDL
47112 Perdagangan eceran berbagai macam barang yang utamanya makanan, minuman, atau tembakau selain dengan sistem swalayan
47211 Perdagangan eceran padi dan palawija
47212 Perdagangan eceran buah-buahan
47213 Perdagangan eceran sayuran
47214 Perdagangan eceran hasil peternakan
47215 Perdagangan eceran hasil perikanan
47219 Perdagangan eceran hasil pertanian lainnya
47241 Perdagangan eceran beras
47242 Perdagangan eceran roti, kue kering, serta kue basah dan sejenisnya
47243 Perdagangan eceran kopi, gula pasir, gula merah, dan sejenisnya
47244 Perdagangan eceran tahu, tempe, tauco, dan oncom
47245 Perdagangan eceran daging olahan
47246 Perdagangan eceran ikan olahan
47249 Perdagangan eceran makanan lainnya
47401 Perdagangan eceran komputer dan perlengkapannya
47404 Perdagangan eceran telepon beserta aksesorisnya
47406 Perdagangan eceran peralatan audio dan video
47511 Perdagangan eceran tekstil
47521 Perdagangan eceran bahan dan material konstruksi
47591 Perdagangan eceran furnitur
47592 Perdagangan eceran peralatan listrik rumah tangga, peralatan penerangan, dan perlengkapannya
47593 Perdagangan eceran barang pecah belah; perlengkapan dapur dan makan
47594 Perdagangan eceran alat musik
47599 Perdagangan eceran peralatan dan perlengkapan rumah tangga lainnya YTDL
47611 Perdagangan eceran alat tulis menulis dan gambar
47612 Perdagangan eceran hasil pencetakan dan penerbitan
47620 Perdagangan eceran peralatan dan perlengkapan olahraga
47630 Perdagangan eceran alat permainan dan mainan
47711 Perdagangan eceran pakaian
47712 Perdagangan eceran sepatu, sandal, dan alas kaki lainnya
47713 Perdagangan eceran perlengkapan pakaian
47714 Perdagangan eceran tas, dompet, koper, ransel, dan sejenisnya
47721 Perdagangan eceran sediaan farmasi untuk manusia di apotek
47722 Perdagangan eceran sediaan farmasi untuk manusia selain di apotek
47723 Perdagangan eceran obat bahan alam untuk manusia
47724 Perdagangan eceran kosmetik untuk manusia
47725 Perdagangan eceran alat kesehatan untuk manusia
47735 Perdagangan eceran barang perhiasan
47742 Perdagangan eceran pakaian, alas kaki, dan perlengkapan pakaian bekas
47751 Perdagangan eceran hewan kesayangan (pet animals)
47752 Perdagangan eceran hewan ternak dan bibit hewan
47753 Perdagangan eceran ikan dan biota air hidup lainnya
47754 Perdagangan eceran pakan ternak/unggas/ikan dan hewan kesayangan
47761 Perdagangan eceran bunga potong/florist
47762 Perdagangan eceran tanaman dan bibit tanaman selain tanaman kehutanan
47763 Perdagangan eceran pupuk dan pemberantas hama
47772 Perdagangan eceran gas tabung LPG
47781 Perdagangan eceran cendera mata, kerajinan, dan barang-barang keagamaan
47820 Perdagangan eceran suku cadang dan aksesori mobil
47833 Perdagangan eceran suku cadang sepeda motor dan aksesorinya
49231 Angkutan bermotor untuk barang umum
49296 Angkutan ojek motor
53200 Aktivitas kurir
55201 Aktivitas rumah tinggal sewa (homestay)
55909 Penyediaan akomodasi lainnya YTDL
56101 Aktivitas penyediaan makanan di bangunan tetap
56102 Aktivitas penyediaan makanan di bangunan tidak tetap
56210 Aktivitas jasa boga untuk acara tertentu (event catering)
56290 Aktivitas penyediaan jasa boga lainnya
56303 Aktivitas rumah minum/kafe
56304 Aktivitas kedai minuman
56305 Aktivitas rumah/kedai obat bahan alam
56306 Aktivitas penyediaan minuman keliling/tempat tidak tetap
61201 Aktivitas penjualan kembali jasa telekomunikasi
74192 Aktivitas desain grafis/komunikasi visual
74209 Aktivitas fotografi lainnya
77291 Penyewaan peralatan dan perlengkapan acara
81210 Aktivitas kebersihan umum bangunan
82100 Aktivitas administrasi kantor dan penunjang kantor
85595 Pendidikan bimbingan belajar dan konseling swasta
85599 Pendidikan lainnya swasta
86995 Aktivitas rumah pijat
95101 Reparasi dan pemeliharaan komputer dan peralatan sejenisnya
95102 Reparasi dan pemeliharaan peralatan komunikasi
95210 Reparasi dan pemeliharaan alat-alat elektronik konsumen
95220 Reparasi dan pemeliharaan peralatan rumah tangga dan peralatan rumah dan kebun
95291 Aktivitas vermak pakaian
95311 Reparasi mobil
95312 Pencucian dan salon mobil
95320 Reparasi dan perawatan sepeda motor
96100 Aktivitas pencucian dan pembersihan produk tekstil dan bulu
96210 Aktivitas penataan dan pangkas rambut
96220 Aktivitas perawatan kecantikan dan perawatan kecantikan lainnya
96230 Aktivitas sante par aqua (SPA) harian, sauna, dan pemandian
96900 Aktivitas jasa perorangan lainnya YTDL
"""

TITLES_2025 = dict(line.split(" ", 1) for line in _TITLES.strip().splitlines())
