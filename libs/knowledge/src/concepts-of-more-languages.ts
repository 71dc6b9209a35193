/**
 * More common words of interfaces by what they mean: Italian, Portuguese, Dutch, Polish, Swedish, Danish, Norwegian, Turkish,
 * Russian, Chinese, Japanese and Korean. Under the rule of `concepts.ts`, whose words come first. Nobody tells which language a
 * label is in, so nothing goes in that is another word in one of the others or in English, or is said of two things.
 */
export const conceptsOfMoreLanguages: Readonly<Record<string, string>> = {
  login:
    'accedi|entra|entrar|fazer login|inloggen|zaloguj|zaloguj sie|logowanie|logga in|log ind|logg inn|giris yap|oturum ac|войти|вход|登录|登入|登陆|ログイン|サインイン|로그인',
  logout:
    'esci|disconnetti|sair|terminar sessao|uitloggen|wyloguj|wyloguj sie|logga ut|log ud|logg ut|cikis yap|oturumu kapat|выйти|выход|退出|退出登录|登出|ログアウト|サインアウト|로그아웃',
  signup:
    'registrati|registrar se|cadastre se|criar conta|registreren|account aanmaken|zarejestruj|zarejestruj sie|rejestracja|utworz konto|registrera|skapa konto|opret konto|registrer|kayit ol|uye ol|hesap olustur|регистрация|зарегистрироваться|создать аккаунт|注册|立即注册|註冊|新規登録|会員登録|アカウント作成|회원가입',
  cart: 'carrello|carrinho|winkelwagen|winkelmand|koszyk|kundvagn|varukorg|kurv|handlekurv|sepet|sepetim|购物车|購物車|カート|장바구니',
  'add cart':
    'aggiungi al carrello|adicionar ao carrinho|in winkelwagen|in winkelmand|toevoegen aan winkelwagen|dodaj do koszyka|lagg i varukorg|laeg i kurv|legg i handlekurv|sepete ekle|добавить в корзину|加入购物车|添加到购物车|加入購物車|カートに入れる|カートに追加|장바구니 담기|장바구니에 담기',
  checkout:
    'vai alla cassa|procedi al pagamento|finalizar a compra|afrekenen|do kasy|till kassan|ga til kassen|odemeye gec|оформить заказ|结算|去结算|結帳|レジに進む',
  order: 'ordine|ordini|pedidos|bestelling|zamowienie|bestalling|siparis|заказ|заказы|订单|注文|주문',
  pay: 'paga|betalen|zaplac|betala|оплатить|支付|付款|立即支付|支払う|결제하기',
  payment: 'pagamento|betaling|platnosc|betalning|odeme|оплата|お支払い|支払い|결제',
  shipping:
    'spedizione|consegna|entrega|verzending|bezorging|dostawa|wysylka|leverans|levering|teslimat|доставка|配送|发货|배송',
  add: 'aggiungi|adicionar|toevoegen|dodaj|lagg till|tilfoj|legg til|ekle|добавить|添加|新增|追加|추가',
  remove:
    'elimina|rimuovi|excluir|verwijderen|usun|ta bort|radera|slet|slett|fjern|sil|kaldir|удалить|убрать|删除|移除|刪除|削除|삭제|제거',
  email:
    'e post|e posta|eposta|poczta|электронная почта|эл почта|почта|邮箱|电子邮件|电子邮箱|郵箱|電子郵件|メール|メールアドレス|이메일',
  password:
    'senha|palavra passe|wachtwoord|haslo|losenord|adgangskode|passord|sifre|пароль|密码|登录密码|密碼|パスワード|비밀번호',
  'confirm password':
    'conferma password|confirmar senha|repetir senha|wachtwoord bevestigen|potwierdz haslo|powtorz haslo|bekrafta losenord|sifre tekrar|повторите пароль|подтвердите пароль|确认密码|確認密碼|パスワード確認|パスワードの確認|비밀번호 확인',
  username:
    'nome utente|nome de usuario|nome de utilizador|gebruikersnaam|nazwa uzytkownika|anvandarnamn|brugernavn|brukernavn|kullanici adi|имя пользователя|логин|用户名|用戶名|使用者名稱|ユーザー名|사용자 이름|아이디',
  user: 'utente|utenti|usuarios|utilizador|gebruiker|gebruikers|uzytkownik|uzytkownicy|anvandare|bruger|bruker|kullanici|пользователь|пользователи|用户|用戶|ユーザー|사용자',
  search:
    'cerca|ricerca|pesquisar|pesquisa|procurar|zoeken|zoek|szukaj|wyszukaj|sok|sog|arama|поиск|искать|найти|搜索|搜尋|查询|検索|검색',
  save: 'salva|salvar|opslaan|bewaren|zapisz|spara|lagre|kaydet|сохранить|保存|儲存|저장',
  submit: 'invia|wyslij|verzenden|versturen|skicka|send ind|gonder|отправить|提交|送出|送信|제출|보내기',
  cancel: 'annulla|annuleren|anuluj|avbryt|annuller|iptal|vazgec|отмена|отменить|取消|キャンセル|취소',
  close: 'chiudi|fechar|sluiten|zamknij|stang|lukk|kapat|закрыть|关闭|關閉|閉じる|닫기',
  continue:
    'continua|prosegui|doorgaan|verder|kontynuuj|fortsatt|fortsaet|devam|devam et|продолжить|继续|繼續|続ける|계속',
  next: 'avanti|successivo|seguinte|proximo|volgende|nastepny|dalej|nasta|naeste|neste|ileri|sonraki|далее|следующая|следующий|вперед|下一页|下一步|下一頁|次へ|다음',
  previous:
    'precedente|vorige|poprzedni|poprzednia|foregaende|forrige|onceki|предыдущая|предыдущий|上一页|上一步|上一頁|前へ|이전',
  back: 'indietro|voltar|terug|wstecz|wroc|powrot|tillbaka|tilbage|tilbake|geri|назад|返回|戻る|뒤로|돌아가기',
  edit: 'modifica|bewerken|wijzigen|edytuj|redigera|rediger|duzenle|редактировать|изменить|编辑|修改|編輯|編集|수정|편집',
  update: 'atualizar|bijwerken|zaktualizuj|aktualizuj|uppdatera|opdater|oppdater|guncelle|更新|업데이트',
  create:
    'crea|criar|nuovo|nuova|novo|nieuw|nieuwe|aanmaken|utworz|nowy|nowa|stworz|skapa|opret|opprett|olustur|yeni|создать|новый|новая|创建|新建|建立|作成|新規|新規作成|생성|만들기|새로 만들기',
  home: 'pagina iniziale|pagina inicial|startpagina|strona glowna|startsida|forside|ana sayfa|anasayfa|главная|首页|首頁|ホーム|홈',
  help: 'aiuto|ajuda|pomoc|hjalp|hjaelp|hjelp|yardim|помощь|справка|帮助|幫助|ヘルプ|도움말',
  contact: 'contatti|contato|contacto|kontakta oss|iletisim|контакты|联系我们|聯絡我們|お問い合わせ|문의하기',
  settings:
    'impostazioni|configuracoes|definicoes|instellingen|ustawienia|installningar|indstillinger|innstillinger|ayarlar|настройки|设置|設定|设定|설정',
  profile: 'profilo|profiel|профиль|个人资料|个人信息|個人資料|プロフィール|프로필',
  account: 'conta|mijn account|hesap|hesabim|аккаунт|учетная запись|账户|帐户|帳戶|アカウント|계정',
  quantity: 'quantita|quantidade|aantal|hoeveelheid|ilosc|antal|antall|miktar|adet|количество|数量|수량',
  price: 'prezzo|preco|prijs|fiyat|цена|价格|價格|価格|가격',
  total: 'totale|totaal|razem|suma|totalt|toplam|итого|всего|合计|总计|總計|合計|합계',
  subtotal: 'subtotale|subtotaal|delsumma|ara toplam|小计|小計|소계',
  phone: 'telefone|telefoon|celular|手机|手机号|手机号码|电话|電話|電話番号|телефон|номер телефона|전화번호|휴대폰',
  address: 'indirizzo|endereco|adres|adress|adresse|адрес|地址|住所|주소',
  street: 'ulica|sokak|улица|街道',
  firstname: 'primeiro nome|voornaam|imie|fornamn|fornavn',
  lastname: 'cognome|sobrenome|achternaam|nazwisko|efternamn|efternavn|etternavn|soyad|soyadi|фамилия|姓氏|苗字',
  fullname: 'nome completo|volledige naam|imie i nazwisko|ad soyad|полное имя|фио|全名|氏名',
  name: 'nome|naam|nazwa|namn|navn|isim|名称|名稱|姓名|名前|название|имя|이름',
  city: 'cidade|citta|stad|miasto|sehir|город|城市|市区町村|도시',
  country: 'paese|kraj|ulke|страна|国家|國家|국가',
  company: 'azienda|bedrijf|firma|foretag|virksomhed|sirket|компания|公司|会社名|회사',
  message: 'messaggio|mensagem|wiadomosc|meddelande|besked|melding|mesaj|сообщение|消息|留言|メッセージ|메시지',
  comment: 'commento|comentario|reactie|opmerking|komentarz|yorum|комментарий|评论|コメント|댓글',
  title: 'titolo|tytul|baslik|заголовок|标题|標題|タイトル|제목',
  description:
    'descrizione|descricao|beschrijving|omschrijving|opis|beskrivning|beskrivelse|aciklama|описание|描述|説明|설명',
  filter: 'filtra|filtrar|filtruj|filtrera|filtrele|фильтр|筛选|篩選|絞り込み|フィルター|필터',
  sort: 'sorteren|sortuj|sortera|sorter|sirala|сортировать|сортировка|排序|並び替え|정렬',
  apply: 'applica|toepassen|zastosuj|tillampa|anvend|uygula|применить|应用|套用|適用|적용',
  details: 'dettagli|detalhes|szczegoly|detaljer|detaylar|подробнее|подробности|详情|詳細|상세',
  show: 'mostra|visualizza|mostrar|weergeven|tonen|bekijken|pokaz|zobacz|goster|goruntule|показать|просмотр|查看|显示|顯示|表示|보기',
  hide: 'nascondi|ocultar|verbergen|ukryj|dolj|skjul|gizle|скрыть|隐藏|隱藏|非表示|숨기기',
  open: 'apri|abrir|openen|otworz|oppna|abn|apne|открыть|打开|打開|開く|열기',
  select: 'seleziona|scegli|selecionar|escolher|selecteren|kiezen|wybierz|valj|vaelg|velg|выбрать|选择|選擇|選択|선택',
  all: 'tutti|tutte|wszystkie|tumu|все|全部|すべて|전체|모두',
  confirm: 'conferma|bevestigen|potwierdz|bekrafta|bekraeft|bekreft|onayla|подтвердить|确认|确定|確認|確定|확인',
  accept:
    'accetta|aceitar|accepteren|akkoord|zaakceptuj|akceptuj|acceptera|accepter|godta|kabul et|принять|接受|同意|同意する|동의',
  reject: 'rifiuta|recusar|rejeitar|weigeren|afwijzen|odrzuc|avvisa|afvis|reddet|отклонить|拒绝|拒絕|拒否|거부',
  yes: 'evet|да|はい|예',
  no: 'nao|nee|nej|nei|hayir|нет|いいえ|아니요',
  upload: 'enviar arquivo|uploaden|ladda upp|last opp|загрузить файл|上传|上傳|アップロード|업로드',
  download: 'scarica|baixar|downloaden|pobierz|ladda ner|last ned|indir|скачать|下载|下載|ダウンロード|다운로드',
  reset: 'reimposta|redefinir|resetten|resetuj|aterstall|nulstil|tilbakestill|sifirla|сбросить|重置|リセット|초기화',
  clear: 'cancella tutto|svuota|wyczysc|rensa|ryd|temizle|очистить|清空|清除|クリア|지우기',
  refresh: 'ricarica|recarregar|vernieuwen|odswiez|yenile|刷新|重新整理|再読み込み|새로고침',
  print: 'stampa|afdrukken|drukuj|skriv ut|udskriv|yazdir|печать|打印|列印|印刷|인쇄',
  share: 'condividi|compartilhar|partilhar|delen|udostepnij|dela|paylas|поделиться|分享|共享|共有|공유',
  menu: 'меню|菜单|選單|メニュー|메뉴',
  product:
    'prodotto|prodotti|produto|produtos|produkty|urun|urunler|товар|товары|продукт|商品|产品|產品|製品|상품|제품',
  category: 'categoria|kategoria|kategori|категория|分类|類別|カテゴリ|카테고리',
  date: 'datum|tarih|дата|日期|日付|날짜',
  language: 'lingua|idioma|taal|jezyk|sprak|sprog|dil|язык|语言|語言|言語|언어',
  remember:
    'ricordami|lembrar de mim|manter conectado|onthoud mij|aangemeld blijven|zapamietaj mnie|kom ihag mig|husk mig|husk meg|beni hatirla|запомнить меня|记住我|记住密码|記住我|ログイン状態を保持|로그인 상태 유지',
  forgot:
    'dimenticata|dimenticato|esqueci|esqueceu|vergeten|zapomniales|glomt|glemt|unuttum|забыли|忘记|忘記|忘れた|잊으셨나요',
  export:
    'export|exportieren|exportar|esporta|exporteren|eksportuj|exportera|eksporter|disa aktar|экспорт|导出|匯出|エクスポート|내보내기',
  import:
    'import|importieren|importar|importa|importeren|importuj|importera|ice aktar|импорт|导入|匯入|インポート|가져오기',
  copy: 'copy|kopieren|copiar|copia|kopiuj|kopiera|kopier|kopyala|копировать|复制|複製|コピー|복사',
  publish:
    'publish|veroffentlichen|publier|publicar|pubblica|publiceren|opublikuj|publicera|udgiv|publiser|yayinla|опубликовать|发布|發布|公開|게시',
  archive:
    'archive|archivieren|archivia|arquivar|archiveren|archiwizuj|arkivera|arkiver|arsivle|архивировать|归档|封存|アーカイブ|보관',
  preview:
    'preview|vorschau|apercu|vista previa|anteprima|pre visualizar|podglad|forhandsgranska|onizleme|предпросмотр|预览|預覽|プレビュー|미리보기',
  draft: 'draft|entwurf|brouillon|borrador|bozza|rascunho|szkic|utkast|kladde|taslak|черновик|草稿|下書き|임시저장',
  notification:
    'notification|benachrichtigung|benachrichtigungen|notificacion|notificaciones|notifica|notifiche|notificacao|notificacoes|powiadomienie|powiadomienia|bildirim|bildirimler|уведомление|уведомления|通知|알림',
  start: 'start|starten|demarrer|iniciar|avvia|inizia|rozpocznij|starta|baslat|начать|开始|開始|시작',
  end: 'end|ende|einde|koniec|bitis|конец|结束|終了|종료',
};
