"""Words for invented lists: people, shops, trades, streets."""


def _split(text: str) -> list[str]:
    return text.split(",")


FIRST = _split(
    "siti,sri,nur,dewi,agus,budi,joko,slamet,sutrisno,wahyu,endang,yanti,rina,ani,tuti,eko,dwi,tri,"
    "ahmad,muhammad,abdul,hasan,husein,rahmat,hidayat,yusuf,ibrahim,fatimah,aminah,khadijah,zainab,"
    "maryam,rudi,hendra,dedi,asep,ujang,cecep,euis,neneng,made,wayan,ketut,putu,komang,maria,yohanes,"
    "paulus,markus,petrus,yakobus,ruth,ester,daniel,samuel,bambang,sugeng,suparman,sumarni,sulastri,"
    "suminah,lastri,wati,yuni,yulia,indah,ratna,lilis,imas,titin,iis,heri,yudi,andi,irwan,iwan,dodi,"
    "feri,roni,toni,jaya,gunawan,kurnia,citra,mega,intan,permata,kartini,juminten,paijo,tukiman,"
    "ngatini,painem,mulyadi,suwarno,darmawan,haryanto"
)
LAST = _split(
    "santoso,susanto,wibowo,nugroho,prasetyo,setiawan,saputra,saputri,lestari,handayani,rahayu,utami,"
    "hidayati,kusuma,wijaya,halim,tanjung,nasution,siregar,harahap,lubis,simanjuntak,hutapea,sitompul,"
    "pane,daulay,tampubolon,marpaung,manurung,purba,saragih,ginting,sembiring,tarigan,mendrofa,zebua,"
    "rumbiak,wanggai,kogoya,tabuni,latuconsina,pattiasina,soumokil,lapian,wowor,mandagi,kandou,daeng,"
    "mappanyukki,amiruddin,syamsuddin,rahman,rasyid,karim,maulana,ramadhan,firmansyah,hakim,fauzi,anwar,"
    "sanusi,mahmud,arifin,permana,sutisna,sukarna,suryana,somantri,natadireja,kartawijaya,adiwijaya,"
    "hartono,suhartono,sudarsono,soekarno,djojo,tjokro"
)
BRAND = _split(
    "sumber rejeki,maju jaya,sinar jaya,barokah,berkah,sederhana,mekar sari,sari rasa,dua saudara,"
    "tiga putri,cahaya abadi,mitra usaha,karya mandiri,makmur sentosa,bina karya,tunas baru,melati,anugerah,"
    "mulia,lancar jaya,podo moro,sido mulyo,sumber urip,wong solo,minang jaya,raso sayang,pelangi,"
    "bintang timur,rajawali,garuda,merpati,delima,anggrek,kenanga,surya,fajar,purnama,gemilang,"
    "harapan bunda,ibunda,kasih ibu,amanah,istiqomah,al hikmah,al fatih,nusantara,pusaka,warisan,kampung,"
    "sawah indah,gunung mas,tirta,lautan,samudra,mutiara,permata hijau,idola,favorit,spesial,juara,mantap,"
    "asli,mbok darmi,mbah joyo,pojok,prapatan"
)
TRADE = _split(
    "bakso,mie ayam,soto,sate,nasi goreng,ayam goreng,pecel lele,gado gado,martabak,kopi,jus,es teh,"
    "keripik,kue,roti,catering,sembako,pulsa,laundry,salon,barbershop,jahit,bengkel,tambal ban,"
    "cuci motor,las,mebel,batik,tenun,konveksi,sablon,fotocopy,sayur,ikan,buah,bunga,kerajinan,jamu,"
    "tahu tempe,rujak"
)
PREFIX = _split("warung,toko,kios,kedai,depot,ud,cv,rm,lapak")
STREETS = _split(
    "merdeka,jend sudirman,ahmad yani,diponegoro,gajah mada,hayam wuruk,imam bonjol,kartini,pahlawan,"
    "veteran,melati,mawar,anggrek,kenanga,cempaka,flamboyan,teuku umar,hasanuddin,pattimura,gatot subroto,"
    "s parman,wahid hasyim,cut nyak dien,pasar lama,pasar baru,raya,kebon kacang,rambutan,mangga,durian,"
    "nangka,sawo,jambu,pendidikan,masjid,stasiun,terminal,pelabuhan,pantai,irigasi,bendungan,transmigrasi,"
    "swadaya,gotong royong,karya,bakti,perintis,pemuda,kemuning,dahlia,teratai,bougenville,cendana,jati,"
    "akasia,trikora,sisingamangaraja,ki hajar dewantara,urip sumoharjo,yos sudarso,monginsidi,ratulangi,"
    "trunojoyo,airlangga,brawijaya,siliwangi"
)
