import type { Language } from '../model/text.js'

/** What clauses of service contracts speak of, with the words for it over folded text (lower case, half width). */
const LEXICON = {
  // Money
  fee: {
    ja: /(料金|利用料|月額|年額|価格|代金|費用|対価|手数料|課金|請求額|有料|有償|報酬|実費)/,
    en: /\b(fees?|prices?|pricing|charges?|charged|costs?|payable|amounts? due|subscription amount|surcharges?|invoices?|invoiced|bill(ed|ing|s)?|paid plan|premium)\b/,
  },
  payment: {
    ja: /(支払|支払い|決済|振込|請求書|引き?落と|クレジットカード)/,
    en: /\b(pay|pays|paid|paying|payments?|credit card|payment method|charge your)\b/,
  },
  'price-increase': {
    ja: /(値上げ|増額|料金(等)?(の|を)(変更|改定|改訂)|価格(等)?(の|を)(変更|改定|改訂)|料金改定|価格改定|追加料金|割増|超過料金)/,
    en: /\b(price (change|increase|adjustment)s?|increase(s|d)? (in|of|to|our|the|these|this|its)? ?(the )?(prices?|fees?|rates?|charges?|surcharge)|additional (fees?|charges?|usage)|overage|change (our|the|its) (prices?|fees?)|(prices?|fees?|pricing) (are|is|may be|may) (\w+ ){0,2}?(subject to change|chang|var|adjust|increas|updat|modif)\w*|adjust (the|this|these|our) (fees?|prices?|surcharge)|surcharges?|modif\w+ (our|the) (prices?|fees?)|pass through)\b/,
  },
  refund: {
    ja: /(返金|払い?戻|返還|払戻|日割)/,
    en: /\b(refund(s|ed|able|ing)?|non-?refundable|money[- ]back|reimburse(d|s|ment)?|pro[- ]?rat(a|ed|ion)|repay(ment|s)?|repaid)\b/,
  },
  'no-refund': {
    ja: /((返金|払い?戻し?|返還)(を|は|に|義務)?(いた)?(しない|しません|致しません|行(わない|いません)|できません|応じ(ない|ません|かね)|され(ない|ません)|負(わない|いません))|返金不可)/,
    en: /\b(non-?refundable|no refunds?|not (be )?(\w+ )?(refundable|refunded)|not (\w+ ){0,3}?(entitled to|provide|issue|offer|eligible for|give)( \w+){0,3}? (refund|reimburse)\w*|will not (\w+ )?refund|without (any )?(refund|reimbursement)|refunds? (will|shall) not|forfeit(s|ed|ure)?)\b/,
  },
  tax: { ja: /(消費税|租税|源泉|税金)/, en: /\b(tax(es)?|vat|duties|withholding|levies)\b/ },
  interest: {
    ja: /(遅延損害金|遅延利息|延滞利息|年利|利息)/,
    en: /\b(interest|late (fees?|charges?|payment)|overdue)\b/,
  },
  'service-credit': {
    ja: /(サービスクレジット|充当(し|する|いた)|クレジット(の|を|が|に|として)|料金(の|を)(減額|減免)|返金率|減額率)/,
    en: /\b(service credits?|uptime credits?|credits? (will|shall|may|are|is|equal|for|to)|financial credit)\b/,
  },
  'free-of-charge': {
    ja: /(無料|(?<!有償)無償(?!有償))/,
    en: /\b(free of charge|free plan|free (tier|trial|version)|for free|no (additional |extra )?(cost|charge)|complimentary)\b/,
  },
  discount: {
    ja: /(割引|値引|値下げ|減額|(?<!使用料|利用料)免除)/,
    en: /\b(exempts?|discounts?|discounted|reduced (price|fee|rate)s?|waive(d|s)?|lower(ed)? (the )?(price|fee)s?|sponsored)\b/,
  },
  // Data and content
  data: {
    ja: /(データ|情報|記録|ログ|ファイル)/,
    en: /\b(data|information|records?|logs?|files?|inputs?|outputs?|messages?)\b/,
  },
  content: {
    ja: /(コンテンツ|投稿|著作物|作品|入力情報|成果物)/,
    en: /\b(content|user content|submissions?|posts?|materials?|uploads?|works?|your stuff)\b/,
  },
  'personal-data': {
    ja: /(個人情報|個人データ|パーソナルデータ|プライバシー|個人関連情報|仮名加工情報|匿名加工情報)/,
    en: /\b(personal(ly)? (data|information|identifiable)|personal data|privacy|pii|data subjects?|gdpr)\b/,
  },
  confidential: {
    ja: /(秘密(情報|保持|として)|機密|守秘|営業秘密)/,
    en: /\b(confidential(ity)?|non-?disclosure|trade secrets?|proprietary information)\b/,
  },
  disclosure: {
    ja: /(第三者(に|へ)?(の)?(開示|提供|共有|漏)|(データ|情報|履歴|記録)[^。]{0,24}?を[^。]{0,24}?(会社|事業者|広告主|提携先|企業|団体|機関|ネットワーク)(等)?(に|へ)(対し(て)?)?[^。]{0,6}?(提供|共有|送信|販売|引き?渡)|開示|漏えい|漏洩|共有し|共有する|外部送信|提供することがあ|公開)/,
    en: /\b(disclos(e|es|ed|ing|ure|ures)|shar(e|es|ed|ing) (\w+ ){0,6}?(with|data|information)|provid(e|es|ed|ing) (\w+ ){0,3}?(data|information) to|sell(s|ing)? (\w+ ){0,3}?(data|information)|transfer(s|red)? (\w+ ){0,3}?data|(data|information) (\w+ ){0,5}?be (\w+ )?(transferred|disclosed|shared|sold|passed)|publication|publish(es|ed)? (\w+ ){0,4}?(data|information|content|details|names?|messages?|posts?|profiles?)|made public)\b/,
  },
  collection: {
    ja: /(収集|取得(し|する|され)|記録し|送信し|受信し|計測)/,
    en: /\b(collect(s|ed|ing|ion)?|gather(s|ed|ing)?|receiv(e|es) (\w+ ){0,3}?(data|information)|track(s|ed|ing)?|record(s|ing)? your|log(s|ging) your)\b/,
  },
  'use-of-data': {
    ja: /((データ|情報|コンテンツ|内容)[^。]{0,20}?を[^。]{0,16}?(利用|使用|活用|分析|解析)|利用目的|目的外利用|二次利用)/,
    en: /\b(us(e|es|ed|ing) (\w+ ){0,5}?(data|information|content|inputs?|outputs?|feedback|messages?)|process(es|ed|ing)? (\w+ ){0,3}?(personal )?data|analy[sz](e|es|ing) (\w+ ){0,4}?(data|content|usage)|(purpose|purposes) of (our|their|its) own|improv(e|es|ing) (our|its|their|the) (\w+ )?(products?|services?)|aggregat(e|ed)|de-?identif\w+|anonymi[sz]ed)\b/,
  },
  licence: {
    ja: /(使用許諾|利用許諾|ライセンス|許諾(する|し|を)|(使用|利用)権|(使用|利用)(する|を)(許可|許諾)|権利を(当社|許諾|付与)|権限を付与|世界的な許可|非独占的)/,
    en: /\b(licen[sc]es?|licen[sc]ed|grant(s|ed)? (\w+ ){0,4}?(right|licen[sc]e|permission)s?|sublicen[sc]e|right to (use|display|reproduce|distribute))\b/,
  },
  'licence-grant': {
    ja: /((お客様|利用者|ユーザー|契約者|会員|皆様|あなた|投稿者)[^。]{0,60}?(許諾|ライセンス|権限|全権|許可|権利)[^。]{0,12}?(付与|与え|許諾する|許諾し|許諾した)|無償で[^。]{0,20}?(利用|使用)(する|でき)|(使用料免除|ロイヤリティ(フリー|無料)|全世界|世界的|永久|取消不能|サブライセンス可能)[^。]{0,30}?(許可|許諾|ライセンス|権利))/,
    en: /\b(you|customer|user|client|subscriber)s? (\w+,? ){0,4}?(grant|give|licen[sc]e to|licen[sc]es? (us|our))s? (\w+,? ){0,10}?(licen[sc]e|rights?|permission)\b|\b(royalty-free|worldwide|perpetual|irrevocable|sublicen[sc]eable|sub-licen[sc]able)[\w, -]{0,80}?licen[sc]e\b/,
  },
  'licence-ends': {
    ja: /(許諾|ライセンス|利用権)[^。]{0,40}?(終了|失効|消滅|撤回)/,
    en: /\b(licen[sc]es?|these rights|such rights|this permission|your permission) (\w+ ){0,8}?(ends?|terminates?|expires?|(is|are) revoked|ceases?) (\w+ ){0,4}?(when|upon|once|if|on|with)\b/,
  },
  'retention-bound': {
    ja: /(保存|保管|保持)[^。]{0,40}?(を限度|以内に(削除|消去)|期間に限り|経過後(は|に)?[^。]{0,10}(削除|消去)|必要な(期間|限度))/,
    en: /\b(retain|kept|keep|stor|preserv)\w*[^.;]{0,80}?(no longer than|for (up to|a maximum|no more than)|at most|only (for )?(as|so) long as|only so long|solely if|only if|to the extent (required|necessary)|as required by)\b/,
  },
  ownership: {
    ja: /(所有権|著作権|知的財産権|帰属|権利を(留保|保有)|保有(し|する))/,
    en: /\b(own(s|ed|ership)?|title|intellectual property|retain(s)? (all )?(right|title|ownership)|belongs? to|remain(s)? (the )?(property|yours))\b/,
  },
  'customer-owns': {
    ja: /(利用者|お客様|契約者|会員|ユーザー|皆様|登録者|投稿者)(自身)?に(帰属|留保|保有)|(利用者|お客様|契約者|会員|ユーザー)のもの(です|であ|とし)/,
    en: /\b((you|customer|client|subscriber|user)s? (\w+ ){0,2}?(own|retain|keep)s? (\w+,? ){0,6}?(rights?|title|ownership|content|data|outputs?|inputs?)|(owned by|belongs? to|property of) (you|(the )?(customer|client|user|subscriber))|remains? yours|your (own )?property)\b/,
  },
  'purpose-limit': {
    ja: /(目的|必要な範囲|範囲)(以外|を超え|の範囲を超え)[^。]{0,20}(利用|使用|提供|開示|取り?扱)[^。]{0,8}(ない|ません|ならない)/,
    en: /\b(not|never|neither|nor|no) [^.;]{0,30}?(use|process|access|disclose|share|sell)\w* [^.;]{0,80}?(other than|except|for any other purpose|for any purpose other|beyond what)|only (use|process|access)\w* [^.;]{0,60}?(to provide|as necessary|for the purpose|in accordance with (your|customer|documented))\b/,
  },
  'ai-training': {
    ja: /((ai|人工知能|機械学習|モデル|学習)[^。]{0,24}?(学習|訓練|トレーニング|開発|利用|使用|改善)|学習(用)?データ|生成ai)/,
    en: /\b((train(s|ing|ed)?|develop(s|ing)?|improv(e|ing)|fine-?tun(e|ing)) (\w+ ){0,8}?(ai|models?|machine learning|artificial intelligence|algorithms?)|(ai|ml|model|machine learning) (model )?(training|development)|learning models?)\b/,
  },
  advertising: {
    ja: /(広告|宣伝|販促|マーケティング|ダイレクトメール|メールマガジン)/,
    en: /\b(advertis(e|ing|ements?|ers?)|marketing|promotion(s|al)?|publicity|newsletter|sponsor(ed|s)?)\b/,
  },
  profiling: {
    ja: /(プロファイリング|行動(履歴|分析|ターゲティング)|閲覧履歴)/,
    en: /\b(profil(e|ing)|behaviou?ral|targeted|interest-based)\b/,
  },
  'data-location': {
    ja: /(保存場所|国内|国外|海外|外国|データセンター|リージョン|越境|移転)/,
    en: /\b(data cent(er|re)s?|stored in|located in|outside (of )?the (eea|eu|uk|country)|cross-border|international transfers?|worldwide|regions?|third countr(y|ies)|other countries|transfers? (of|to))\b/,
  },
  delete: {
    ja: /(削除|消去|破棄|廃棄|抹消|消滅)/,
    en: /\b(delet(e|es|ed|ing|ion)|eras(e|ed|ure)|purg(e|ed|ing)|destroy(s|ed)?|destruction|wip(e|ed)|remov(e|es|ed|al) (\w+ ){0,4}?(data|content|account|information)|permanently)\b/,
  },
  retain: {
    ja: /(保存|保管|保持し|保有期間|残存|存続)/,
    en: /\b(retain(s|ed|ing)?|retention|kept|keep(s)? (\w+ ){0,4}?(data|copies|content|information|records?)|stor(e|es|ed|age)|preserv(e|ed|ation)|surviv(e|es|al))\b/,
  },
  return: {
    ja: /(返却|引き?渡|エクスポート|ダウンロード|取り?出|移行|データの?取得|データ移行)/,
    en: /\b(export(s|ed|ing)?|download(s|ed)?|retriev(e|al|ing)|return(s|ed)? (\w+ ){0,5}?(data|content|information|property)|migrat(e|ed|ion)|portability)\b/,
  },
  backup: {
    ja: /(バックアップ|複製|予備|世代管理)/,
    en: /\b(back(ed)?[- ]?ups?|backup|cop(y|ies) of|replicat(e|ed|ion)|redundan(t|cy)|snapshots?)\b/,
  },
  restore: {
    ja: /(復旧|復元|リストア|回復)/,
    en: /\b(restor(e|es|ed|ation|ing)|recover(s|ed|y|able)?|reinstat(e|ed|ement))\b/,
  },
  'data-loss': {
    ja: /((データ|情報|ファイル)[^。]{0,16}?(消失|滅失|毀損|喪失|破損|消滅|紛失)|消失)/,
    en: /\b(loss of (\w+ )?(data|content|information|features|capacity)|lost (data|content)|data loss|(data|files|content|records) (are|is|will be) (gone|lost)|los(e|t|s) (\w+ )?(data|content|access)|inaccessible|no longer be (able|available|accessible)|corrupt(ed|ion))\b/,
  },
  // Service
  service: {
    ja: /(本サービス|サービス|機能|ソフトウェア|システム|製品|プラン)/,
    en: /\b(services?|features?|software|platform|products?|functionalit(y|ies)|plans?|api|site|website)\b/,
  },
  suspend: {
    ja: /(停止|中断|一時停止|利用制限|制限(し|する|を)|凍結|遮断|ロック)/,
    en: /\b(suspen(d|ds|ded|ding|sion)|interrupt(s|ed|ion|ions)?|disabl(e|es|ed|ing)|restrict(s|ed|ing)? (\w+ ){0,4}?(access|account|use)|block(ed|ing)|block (your|access|the|any|users?|accounts?)|throttl(e|ed|ing)|limit(s|ed|ing)? (\w+ ){0,3}?access|freez(e|es|ing)|revok(e|es|ed|ing)|withh(o|e)ld|lock(s|ed)?)\b/,
  },
  terminate: {
    ja: /(解除|解約|終了(さ|し|する|とな)|契約の?終了|打ち?切|除名|退会|登録(の)?(抹消|取消)|強制退会|無催告解除)/,
    en: /\b(terminat(e|es|ed|ing|ion)|cancel(s|led|ed|ling|lation)?|expir(e|es|ed|ation|y)|clos(e|es|ed|ing|ure) (\w+ ){0,3}?account|end (of )?(this|the|your) (agreement|contract|subscription|account)|disqualif(y|ies|ied)|account closure)\b/,
  },
  discontinue: {
    ja: /(廃止|提供(を|の)?(終了|中止)|サービス(の|を)?(終了|変更|廃止)|内容(の|を)?(変更|追加|廃止))/,
    en: /\b(discontinu(e|es|ed|ation|ing)|deprecat(e|es|ed|ion)|sunset|retir(e|es|ed|ing)|end[- ]of[- ]life|(change|modify|alter|remove|add|update)s?,? (\w+,? ){0,5}?(services?|features?|functionality|platform|product|software|beta)|cease (to )?(offer|provid|operat|support)\w*|withdraw (the|a|any) (service|feature|product))\b/,
  },
  'terms-change': {
    ja: /((本規約|本約款|本契約|規約|約款|利用条件|本ポリシー|プライバシーポリシー)(等)?(の内容)?(を|の)[^。]{0,36}?(変更|改定|改訂|修正)|変更後の(規約|約款|本規約))/,
    en: /\b((chang|modif|amend|updat|revis|replac|var)\w* (\w+,? ){0,6}?(terms|agreement|polic(y|ies)|conditions|addendum|dpa|sla|provisions?)|(terms|agreement|polic(y|ies)|conditions) (may|can|will) (be )?(\w+ )?(chang|modif|amend|updat|revis)\w*|(terms|agreement|polic(y|ies)|privacy policy),? (both )?as (updated|amended|modified)|as (updated|amended) from time to time|changes to (these|the|this|our) (terms|agreement|policy)|material changes?)\b/,
  },
  renew: {
    ja: /(更新|自動継続|継続(し|する|され)|延長)/,
    en: /\b(renew(s|ed|al|als|ing)?|auto-?renew\w*|extend(s|ed)? (the|this|your) (term|subscription)|recurring|successive (terms|periods))\b/,
  },
  'auto-renew': {
    ja: /(?<!(定義|ファイル|ソフト|パッチ|プログラム|証明書)[^。]{0,16})自動的?に?(更新|継続|延長)/,
    en: /\b(auto(matic(ally)?)?-?,? ?renew\w*|renew\w* automatically|automatic renewal)\b/,
  },
  'effective-on-posting': {
    ja: /(掲載|公表|表示|公開|アップロード)(した|された)?(時点|とき|時)?(から|より|をもって|で)[^。]{0,16}(効力|適用|有効)/,
    en: /\b(effective|binding|in effect|take effect) (immediately )?(upon|when|on|as of|once) (\w+ ){0,5}?(post|publi|upload)\w*/,
  },
  trial: { ja: /(試用|トライアル|体験版|お試し)/, en: /\b(trials?|evaluation|free period)\b/ },
  'minimum-term': {
    ja: /(最低利用期間|最低契約期間|違約金|中途解約金|解約金)/,
    en: /\b(minimum (term|commitment|period)|early termination (fee|charge)s?|commitment period|lock-?in|liquidated damages|penalt(y|ies))\b/,
  },
  uptime: {
    ja: /(稼働率|可用性|サービス時間|稼動率|アップタイム|sla|サービスレベル|保証値)/,
    en: /\b(uptime|availability|service levels?|slas?|slos?|outages?|downtime)\b/,
  },
  maintenance: {
    ja: /(メンテナンス|保守|点検|計画停止)/,
    en: /\b(maintenance|upgrades?|scheduled downtime|planned downtime)\b/,
  },
  'response-time': {
    ja: /(応答時間|応答速度|レスポンス|処理時間|遅延)/,
    en: /\b(response times?|latency|throughput|performance|respond (to|within))\b/,
  },
  quota: {
    ja: /(上限|制限値|容量|同時接続|利用者数|転送量|件数|アカウント数|回数制限|利用量|従量)/,
    en: /\b(limits?|quotas?|caps?|capacity|maximum number|rate limit(s|ed|ing)?|fair use|fair usage|storage space|allowance|unlimited|usage limits?)\b/,
  },
  support: {
    ja: /(サポート|問い?合わせ|問合せ|窓口|ヘルプデスク|受付時間|営業時間)/,
    en: /\b(support|help ?desk|contact (us|our)|assist(s|ed|ance)?|help you|customer service|reach (out|us))\b/,
  },
  incident: {
    ja: /(障害|インシデント|事故|漏えい|漏洩|不正アクセス)/,
    en: /\b(incidents?|breach(es)? of security|security breach|data breach|personal data breach|unauthori[sz]ed access|outage notification|failures?)\b/,
  },
  security: {
    ja: /(セキュリティ|安全管理|暗号|認証|アクセス(制御|権限)|ファイアウォール|多要素|不正(利用|アクセス)?(の|を)?(防止|検知|対策)|監視)/,
    en: /\b(secur(e|ed|ity|ely)|safeguards?|encrypt(s|ed|ion|ing)?|authenticat(e|ion)|access controls?|firewall|tls|https|protect(s|ed|ion|ing)? (\w+ ){0,4}?(data|information)|technical and organi[sz]ational)\b/,
  },
  unencrypted: {
    ja: /(暗号化され(ない|ていない|ません)|平文)/,
    en: /\b(unencrypted|plain text|not (be )?encrypted|intercept(ed|ion)?)\b/,
  },
  malware: { ja: /(ウイルス|マルウェア|スパイウェア)/, en: /\b(virus(es)?|malware|trojan|worms)\b/ },
  certification: {
    ja: /(認証(を|の)?(取得|維持)|iso|isms|プライバシーマーク|soc ?[12]|ismap|第三者認証)/,
    en: /\b(iso ?\/?(iec)? ?2\d{4}|soc ?[123]|ismap|fedramp|pci|certif(y|ied|ication|ications)|attestations?|hipaa|privacy shield)\b/,
  },
  vulnerability: {
    ja: /(脆弱性|ペネトレーション|侵入テスト|パッチ)/,
    en: /\b(vulnerabilit(y|ies)|penetration test\w*|pen-?test\w*|patch(es|ing)?)\b/,
  },
  recovery: {
    ja: /(災害|事業継続|rto|rpo|冗長)/,
    en: /\b(disaster|business continuity|rto|rpo|recovery (time|point)|failover)\b/,
  },
  logs: { ja: /(ログ|アクセス記録|監査証跡)/, en: /\b(logs?|audit trail)\b/ },
  report: { ja: /(報告書|定期報告|レポート|報告)/, en: /\b(reports?|reporting|statements?|status page)\b/ },
  audit: {
    ja: /(監査|検査|立入|立ち入り|調査)/,
    en: /\b(audit(s|ed|ing|or|ors)?|inspect(s|ion|ions)?|on-?site|examin(e|ation))\b/,
  },
  monitor: {
    ja: /(監視|モニタリング|閲覧|検閲|確認することが)/,
    en: /\b(monitor(s|ed|ing)?|review (your|the|its) (use|usage|content|account)|screen(ing)?|scan(s|ning)?|observ(e|ing)|surveil\w+)\b/,
  },
  // Liability and warranty
  liability: {
    ja: /(責任(?!者|体制|部署)|損害|賠償|補償)/,
    en: /\b(liab(le|ility|ilities)|responsib(le|ility|ilities)|damages?|loss(es)?|claims?|compensat(e|ion))\b/,
  },
  'no-liability': {
    ja: /((責任|責め?|義務|賠償責任|補償)(を|は|等を?|も)?(一切|何ら|何も)?(負わ(ない|ず|な|ん)|負い(ません|かね)|負うもの(では|と)(ない|は)|生じ(ない|ません)|ありません|ないもの)|免責(さ|と)|免れ|責任を問わ|異議を(申し|述べ)|関知し(ない|ません)|賠償(責任を負わ|し(ない|ません)|を行わ|を請求(し|でき)な))/,
    en: /\b((not|never|neither party|neither) (\w+ ){0,3}?answers? for|(not|never|neither|nor|no way|no event|no circumstances) (\w+ ){0,8}?(be |held )?(liable|responsible|accountable)|no (liability|responsibility|obligation or liability)|(disclaim|exclude|waive)s? (\w+ ){0,5}?(liabilit|responsibilit)\w+|(liability|responsibility|compensation|damages?) (\w+ ){0,5}?(is|are|be|shall be) (\w+ )?(excluded|disclaimed)|without (any )?liability|not (\w+ )?accept (any )?(liability|responsibility)|release(s)? (us|provider|company)|hold (us|the provider) harmless|at (your|customer'?s|its) (own|sole) risk|waive(s)? (any|all) (\w+ )?(claims?|rights?))\b/,
  },
  cap: {
    ja: /((上限|限度|範囲内|額(を)?(超え|限度)|を超えない|直接(かつ)?(現実に|通常)|通常損害|直接損害|現実に(発生|生じ)|受領した)[^。]{0,60}?(損害|賠償|責任|利用料|円)|(損害|賠償|責任)[^。]{0,80}?(上限|限度|を超えない|範囲(内)?(で|と)|限り|限ら|制限))/,
    en: /\b((aggregate|total|maximum|cumulative|entire) (\w+ ){0,3}?liabilit(y|ies)|liabilit(y|ies) (\w+,? ){0,14}?(exceed|limited|capped|cap)|limitations? of liability|limit(s|ed)? (of )?(our|its|the|provider'?s?) liability|not exceed (\w+ ){0,4}?(amount|fees|us ?\$|\$|usd)|limited to (\w+ ){0,3}?(direct|actual) damages?)\b/,
  },
  'indirect-loss': {
    ja: /(逸失利益|間接損害|特別損害|派生的損害|付随的損害|結果的損害|特別の事情)/,
    en: /\b(indirect|consequential|incidental|special|punitive|exemplary|lost profits|loss of (profit|profits|revenue|business|goodwill|turnover))\b/,
  },
  indemnify: {
    ja: /((損害|費用)[^。]{0,60}?(賠償(しなければ|する(もの|責任|義務)|し)|補償(する|し|しなければ))|補償(する|しなければ|します)|防御(し|する)|免責し(、|なければ))/,
    en: /\b(indemnif(y|ies|ied|ication)|indemnit(y|ies)|hold harmless|defend (and|,|us|the)|reimburse (us|provider|company))\b/,
  },
  'customer-bears': {
    ja: /((利用者|お客様|契約者|会員|ユーザー|自己|自ら|自身|本人|皆様|あなた)(自身)?の(責任|費用|負担|判断)|自己責任|(一切の|全ての|すべての)責任を負(う|い)|責任と(費用|負担)(において|で|を))/,
    en: /\b((you|customer|user|client|subscriber|member|developer)s?('re| are| is| shall be| will be| remains?| remain) (\w+ ){0,4}?(responsible|liable|accountable)|(your|customer'?s|user'?s) (\w+ ){0,2}?(sole |own |exclusive )?(responsibility|risk|cost|expense|liability)|(accept|assume|bear|take)s? (\w+ ){0,3}?(responsibility|risks?|liability)|fully responsible|solely responsible)\b/,
  },
  warranty: {
    ja: /(保証(する|し|いた|の|を|等|期間|対象|責任)|契約不適合|瑕疵|担保)/,
    en: /\b(warrant(s|y|ies|ed)?|guarant(ee|ees|eed|y)|represent(s)? and warrant|representations?)\b/,
  },
  'no-warranty': {
    ja: /(保証(を|は|等(を|は)?|も|義務を)?(一切|何ら)?(いた)?(しない|しません|致しません|しかね|するもので(は)?(ない|ありません)|行(わない|いません)|ありません|負わ|でき(ない|ません))|保証の限りで(は)?(ない|ありません)|現状(有姿|のまま)|非保証|不保証)/,
    en: /\b(as[- ]is|as[- ]available|with all faults|without (any )?(\w+ )?(warrant|guarantee|representation)\w*|(no|not|nor|neither|never|disclaims?|excludes?) (\w+,? ){0,6}?(warrant|guarantee|representation)\w*|(may|might) (\w+ ){0,2}?(not (be|reflect) |contain |be )(accurate|complete|error|inaccurate|interrupted|unavailable|incorrect|unreliable|available|suitable|migrated)|inaccurate|not (\w+ )?error-free)\b/,
  },
  'force-majeure': {
    ja: /(不可抗力|天災|地震|戦争|テロ|感染症|疫病|停電)/,
    en: /\b(force majeure|acts? of god|beyond (\w+ ){0,3}?control|natural disasters?|pandemic)\b/,
  },
  'third-party': {
    ja: /(第三者|再委託|委託先|外部(サービス|事業者)|他社|提携)/,
    en: /\b(third[- ]part(y|ies)|sub-?processors?|sub-?contract(s|ed|or|ors|ing)?|affiliates?|partners?|vendors?|carriers?|service providers|external)\b/,
  },
  subcontract: {
    ja: /(再委託|委託(する|し|先)|外注|サブプロセッサー?)/,
    en: /\b(sub-?processors?|sub-?contract(s|ed|or|ors|ing)?|outsourc(e|ing)|engage (\w+ ){0,3}?(processor|contractor|third part))\b/,
  },
  // The contract
  law: {
    ja: /(準拠法|日本法|法に(準拠|従)|法を準拠)/,
    en: /\b(govern(ed|ing) (by )?(\w+ ){0,4}?laws?|governing law|laws of|choice of law|conflicts? of laws?)\b/,
  },
  court: { ja: /(裁判所|管轄|訴訟|訴え)/, en: /\b(courts?|jurisdiction|venue|litigation|lawsuit|forum)\b/ },
  'exclusive-court': {
    ja: /専属的?な?(合意)?(管轄|裁判籍)/,
    en: /\b(exclusive(ly)? [^.;]{0,40}?(jurisdiction|courts?|venue)|(jurisdiction|courts?|venue) [^.;]{0,60}?exclusive(ly)?)\b/,
  },
  'rights-saved': {
    ja: /(権利|責任)(を|に)(何ら)?(影響|制限|妨げ|害す)[^。]{0,12}(ない|ません)/,
    en: /\b((not|nothing [^.]{0,60}?) (replace|affect|limit|restrict|prejudice|exclude)s? [^.;]{0,60}?(rights?|remed(y|ies)|liability for)|without prejudice to)\b/,
  },
  exclusive: { ja: /(専属|専属的)/, en: /\b(exclusive(ly)?)\b/ },
  arbitration: { ja: /(仲裁|調停)/, en: /\b(arbitrat(e|ion|or|ors|ed)|binding arbitration)\b/ },
  'class-waiver': {
    ja: /(集団訴訟|陪審)/,
    en: /\b(class (action|waiver)s?|jury trial|waive(s)? (\w+ ){0,4}?(jury|class|right to)|representative action)\b/,
  },
  assign: {
    ja: /(譲渡|承継|移転(し|する)|事業譲渡|担保(に|の)|地位)/,
    en: /\b(assign(s|ed|ing|ment|able)?|transfer (\w+ ){0,4}?(rights?|obligations?|agreement|contract)|delegat(e|ion)|successor|change of control|non-?transferable)\b/,
  },
  prohibited: {
    ja: /(禁止|行為|リバースエンジニアリング|逆コンパイル|転売|再販|複製|不正)/,
    en: /\b(prohibit(s|ed|ion)?|forbidden|reverse engineer\w*|decompil\w+|resell|resale|scrap(e|ing)|benchmark\w*|misuse|abuse|unlawful|illegal|infring\w+|spam|sublicen[sc]e|white-?label\w*|commercial (use|purposes?)|harass\w*|mislead\w*|decei\w+|cryptocurrency|competitive)\b/,
  },
  comply: {
    ja: /(遵守|順守|準拠して|従(う|い|わ|って)|法令に|ガイドライン|ポリシーに)/,
    en: /\b(compl(y|ies|iance|ying)|abide|adhere|obey|follow (our|the|these|all)|in accordance with|subject to (the|our|these|google|a|additional)|policies|guidelines)\b/,
  },
  'deemed-consent': {
    ja: /((同意|承諾|承認|了承)(した|する)?(もの)?と(み|見)な|みなします|みなす(もの|。|こと))/,
    en: /\b(deemed (to (have )?)?(\w+ )?(accept|agree|consent|acknowledg)\w*|(constitutes?|signif(y|ies)|means?|indicates?) (\w+ ){0,4}?(accept|agree|consent|agreement)\w*|by (using|accessing|continuing|clicking|registering|signing)|continued use|(are|be) bound by|bound by)\b/,
  },
  incorporate: {
    ja: /(別途|別に定め|当社(が)?所定|別紙|ウェブサイト(に|で|上)(掲載|定め|公表))/,
    en: /\b(incorporated (by reference|into|herein)|by reference|separate (policy|document|agreement|terms)|available at|published (on|at)|set (forth|out) (on|at|in)|as described (in|on)|listed on|see (our|the)|you can read|described (here|at)|additional terms|provided in)\b/,
  },
  precedence: {
    ja: /(優先(して|する|し)|に代わ)/,
    en: /\b(prevail(s)?|supersed(e|es|ed)|take(s)? precedence|control(s)? over|override|replace(s)? any)\b/,
  },
  'right-excluded': {
    ja: /(適用(は|が)?(され|し)?(ない|ません)|適用除外|(含め|算入し|計上し)(ない|ません)|(計算|算定|集計)(から|の対象から)除|対象外|対象とな(らない|りません)|権利を(失|喪失|放棄)|失効|できなくな|請求(する)?(こと(は|が))?でき(ない|ません)|唯一の救済|元に戻(す(ことは|ことが)でき|せ)(ない|ません)|(復元|復旧|回復|取り?消し|変更|返品)(は|が|することは)?(でき(ない|ません)|不可能|いたしかね|致しかね))/,
    en: /\b((not|never) (be )?(counted|included in (the )?(calculation|measurement)|taken into account)|(shall|will|does|do|would) (not|no longer) (count|apply|be (available|eligible|able|entitled|provided|offered|covered))|(not|no longer) (eligible|entitled|available|covered|included)|(lose|waive|forfeit|give up)s? (\w+ ){0,4}?(rights?|access|ability|claims?)|excluded from|no (right|recourse|remedy|entitlement)|no longer (be )?(able|available|accessible|possible|see|access|supported)|no \w+ (\w+ ){0,10}?(shall|will|can) be (possible|available|made|given|provided|accepted)|(is|are) (not|im) ?possible|cost-prohibitive|unduly burdensome|cannot be (recovered|restored|retrieved|undone|reversed)|sole (and exclusive )?remedy|only remedy)\b/,
  },
  account: {
    ja: /(アカウント|id|登録情報|ユーザーid|利用者id|会員登録)/,
    en: /\b(accounts?|user ?names?|user ids?|log-?in|credentials|sign-?in)\b/,
  },
  password: { ja: /(パスワード|暗証)/, en: /\b(passwords?|credentials|api keys?|access keys?)\b/ },
  export: {
    ja: /(輸出|外為法|外国為替|経済制裁)/,
    en: /\b(export (control|administration|law|regulation)s?|sanction(s|ed)?|embargo(ed)?|ear\b|ofac)\b/,
  },
  statutory: {
    ja: /(消費者契約法|民法|法律上の権利|法定の|クーリング)/,
    en: /\b(statutory (\w+ )?rights?|consumer (rights?|laws?|protection)|mandatory (law|right|provision)s?|cooling[- ]off|right of withdrawal|under (applicable|local) law)\b/,
  },
  withdraw: {
    ja: /(撤回|取消|キャンセル|クーリング)/,
    en: /\b(withdraw(al|n)?|cooling[- ]off|opt[- ]out|cancel (your|the|at)|change your mind|unsubscribe)\b/,
  },
  group: { ja: /(関連会社|子会社|グループ会社)/, en: /\b(affiliates?|subsidiar(y|ies)|group compan(y|ies))\b/ },
  beta: { ja: /(ベータ|β版|プレビュー|試験的)/, en: /\b(beta|preview|experimental|early access|alpha)\b/ },
  example: { ja: /(例えば|たとえば|など)/, en: /\b(for example|e\.g|such as|for instance)\b/ },
  'ordinary-care': {
    ja: /(努め|努力|善処|配慮|心がけ|心掛け)/,
    en: /\b((commercially )?reasonable (efforts?|endeavou?rs?)|best efforts?|due care|strive|endeavou?rs?|aim(s)? to|try to|tend to|intend(s)? to|target)\b/,
  },
  'give-notice': {
    ja: /(通知|告知|連絡(?!先)|周知|公表|予告|お知らせ|案内|報告|説明|明示|開示者に連絡)(する|し|を行|いた|致|義務|さ)/,
    en: /\b(notif(y|ies|ied|ying)|inform(s|ed)? (you|the|customer|client|each|all|users?|subscribers?|controller)|(give|provide|send|post)s? (\w+ ){0,5}?(notice|notification|warning|explanation|statement)|let (you|the \w+) know|tell you|contact(s)? (you|customers?|users?)|be contacted|write to (you|the customer)|send(s)? (\w+ ){0,4}?(report|analysis|summary|statement|copy)|announce|alert you|advise (you|the)|communicate)\b/,
  },
  'ask-consent': {
    ja: /(同意|承諾|許諾|承認|了承)(を|の)(得|取得|いただ|頂|求め)/,
    en: /\b((ask|seek|obtain|request|get|require)s?( for)? (\w+ ){0,4}?(consent|permission|approval|authori[sz]ation)|with (your|customer'?s|its) (\w+ )?(consent|permission|approval)|only (with|upon|on|after|if) (\w+ ){0,4}?(consent|permission|instructions?|request))\b/,
  },
  provide: {
    ja: /(提供|対応|実施|支援|補助|協力|修補|修理|是正|改善|確保|維持|保護|講じ|措置|監督|回答|応答|受け?付け?)(する|し|る|を行|いた|致|に努|ます|られ|て)/,
    en: /\b(provid(e|es|ing)|make available|makes available|deliver(s|ed)?|offer(s|ed)?|respond(s)?|answer(s)? (\w+ ){0,4}?(requests?|tickets?|questions?|inquir\w+|enquir\w+|messages?|calls?|emails?)|acknowledg(e|es) (a|the|each|receipt|your|every|support)|assist(s)?|help(s)?|correct(s)?|repair(s)?|remed(y|ies)|ensure(s)?|maintain(s)?|protect(s)?|implement(s)?|perform(s)?|make good|cooperate(s)?|honou?r(s)?|compensate(s)?|extend(s)?|allow(s)? (you|customer)|enable(s)? you|keep(s)? (the|your|it|them) (\w+ )?(secure|available|safe|confidential|running)|treat(s)? (\w+ ){0,4}?confidential|limit(s)? (access|the use|disclosure|its))\b/,
  },
  require: {
    ja: /((当社|弊社|運営者|乙)[^。]{0,20}?(求め|要求|請求|要請|指示)(る|し|す)|要求することができ|求めることができ|提出(させ|を求め))/,
    en: /\b(require(s)? (you|customer|users?|a change|that you|the \w+ to|additional|payment)|request (that )?(you|customer|additional)|demand(s)?|ask you to|instruct you|reclassify|reassign|reclaim|impose(s|d)?|apply (a|the|any|additional|such) (\w+ )?(fee|charge|limit|surcharge)\w*)\b/,
  },
  'authority-request': {
    ja: /(捜査機関|行政機関|公的機関|政府|裁判所|警察|当局)[^。]{0,30}(要求|要請|照会|命令|開示|提出)/,
    en: /\b((law enforcement|government|authorit(y|ies)|third[- ]party|informal) [^.;]{0,30}?(requests?|demands?|orders?|inquir(y|ies))|requests? (from|by|to preserve)|preservation (request|order)s?|subpoenas?|warrants?(?! that))\b/,
  },
  consolidate: {
    ja: /(アカウント|データ|情報|コンテンツ)[^。]{0,20}(統合|移管|引き継|承継)/,
    en: /\b(consolidat(e|ed|ion)|(account|content|data) (will|may) be (\w+ )?(merged|moved|transferred|reassigned|migrated)|migrate your account)\b/,
  },
  'remove-content': {
    ja: /((投稿|コンテンツ|掲載|データ|申込み?)[^。]{0,16}?(削除|非表示|拒否|拒絶|抹消)|(申込み?|登録|利用)(を|の)?(拒否|拒絶|承諾しない|断))/,
    en: /\b((remove|delete|refuse|reject|take down|edit|hide|screen|deny|decline) (\w+ ){0,4}?(content|post(s|ings?)?|materials?|order|orders|registration|application|access|service|request))\b/,
  },
  antisocial: { ja: /(反社会的|暴力団)/, en: /\b(anti-?corruption|brib(e|ery)|modern slavery|anti-?social forces)\b/ },
} as const satisfies Record<string, Record<Language, RegExp>>

export type Concept = keyof typeof LEXICON

export const CONCEPTS: readonly Concept[] = Object.keys(LEXICON) as Concept[]

const everywhere = (pattern: RegExp): RegExp => new RegExp(pattern.source, 'g')
/** The same words, for finding each place that names a concept. */
const EVERYWHERE = Object.fromEntries(
  CONCEPTS.map((id) => [id, { ja: everywhere(LEXICON[id].ja), en: everywhere(LEXICON[id].en) }]),
) as Record<Concept, Record<Language, RegExp>>

/** The concepts that a stretch of folded text names, in the order of the lexicon. */
export function conceptsOf(folded: string, language: Language): Concept[] {
  return CONCEPTS.filter((id) => LEXICON[id][language].test(folded))
}

/**
 * The concepts in a stretch of folded text by how near they stand to a place in it, nearest first.
 *
 * @param from where to start: concepts before it count as far as they end before it, those after as far as they begin after it
 */
export function conceptsNear(folded: string, language: Language, from: number): Concept[] {
  const found: Array<[Concept, number]> = []
  for (const id of CONCEPTS) {
    let distance = Number.POSITIVE_INFINITY
    for (const m of folded.matchAll(EVERYWHERE[id][language]))
      distance = Math.min(distance, m.index >= from ? m.index - from : Math.max(0, from - m.index - m[0].length))
    if (distance < Number.POSITIVE_INFINITY) found.push([id, distance])
  }
  return found.sort((a, b) => a[1] - b[1]).map(([id]) => id)
}
