// Every text of the customer's pages, in every language. {braces} are filled in; the tests find a missing key.

const en = {
  page: 'My data', loading: 'One moment', try_again: 'Try again', more: 'Show more', back: 'Back', language: 'Language',
  unreachable: 'No connection. Check it, then try again.', broken: 'That did not work. Try again in a moment.', gone: 'This is not here any more.',
  // Signing in
  sign_in: 'Sign in to {name}', scan: 'Scan this code with your bank’s app', scan_alt: 'Code to scan with your bank’s app',
  tap: 'Open your bank’s app', on_this_device: 'The app is on this device', other_phone: 'The app is on another phone',
  then_type: 'Then type this number in the app', look_at_phone: 'Look at your phone, and type this number there',
  only_here: 'Only type a number that you see here, at {host}. Nobody from {name} sends you this code or asks for the number.',
  code_over: 'This code is not in use any more', code_over_next: 'Nothing was shared, and nobody was signed in.', new_code: 'Get a new code',
  too_many: 'Too many codes were asked for. Wait a minute, then try again.',
  session_over: 'You have been signed out, because nothing happened for a while.', signed_out: 'You have signed out.',
  sign_out: 'Sign out', signed_in_as: 'Signed in as {name}',
  // Interactions
  nav: 'Pages', interactions: 'Conversations', receipts: 'Receipts', data: 'My data',
  no_interactions: 'No conversations yet', no_interactions_next: 'When you and {name} talk, you see here who asked what, and who saw it.',
  inbound_voice: 'You called us', inbound_video: 'You called us by video', inbound_chat: 'You chatted with us', inbound_email: 'You wrote to us', inbound_branch: 'You visited us',
  outbound_voice: 'We called you', outbound_video: 'We called you by video', outbound_chat: 'We chatted with you', outbound_email: 'We wrote to you', outbound_branch: 'We visited you',
  with: 'with {name}', still_open: 'still open', nothing_asked: 'Nothing was asked',
  not_you: 'This was not you? Call the number on your card.',
  asked_title: 'What we asked', seen_title: 'Who saw it', happened_title: 'All that happened',
  asked_by: '{name} asked, {time}', we_asked_for: 'Asked for', you_shared: 'Shared',
  nobody_saw: 'Nobody has looked at what you shared.',
  saw_identity: '{who} saw what you shared', saw_value: '{who} uncovered: {what}', saw_content: '{who} opened a recording or an attachment',
  somebody: 'Somebody at {name}', a_system: 'A system of {name}',
  decided_passed: 'Decided in another way than by your app: it was you', decided_failed: 'Decided in another way than by your app: not sure it was you', decided_otherwise: 'Decided in another way than by your app',
  kept_until: 'We still show it to the agent until {time}.', kept_not: 'What you shared is erased here.',
  withdraw: 'Withdraw consent', withdraw_sure: 'Withdraw? What you shared is erased here, and leaves the agent’s screen. What already happened stays as it is.',
  withdraw_yes: 'Yes, withdraw', cancel: 'Cancel', withdrawn: 'Withdrawn. What you shared is erased here.',
  to_receipt: 'Receipt',
  state_verified: 'You shared it', state_declined: 'You declined', state_reported: 'You reported: not on this call', state_rejected: 'The answer was not accepted',
  state_undecided: 'It could not be checked', state_expired: 'No answer in time', state_cancelled: 'Taken back', state_waiting: 'Waits for your answer',
  // Receipts
  no_receipts: 'No receipts yet', no_receipts_next: 'Whenever you answer a question of {name}, both sides keep a receipt. It appears here.',
  answered_approved: 'You shared', answered_declined: 'You declined', answered_reported: 'You reported: not on this call',
  receipts_lead: 'Verify works in this browser. It does not ask us whether the receipt is true.',
  verify: 'Verify', verifying: 'Verifying', verify_again: 'Verify again',
  verified: 'Verified in this browser', not_verified: 'This receipt is wrong', cannot_verify: 'Not everything can be checked now',
  verified_next: 'It stands in the log at place {n}. Nobody can change or remove it unnoticed.',
  not_verified_next: 'Save this page and ask {name}, or the authority that supervises them.',
  cannot_verify_next: 'It may be too new for the log, or this browser too old. Nothing speaks against it.',
  step_signature: '{name} signed it (ES256)', step_words: 'It is about the words that you read (SHA-256)', step_commitment: 'Its commitment fits (SHA-256)',
  step_checkpoint: 'The log signed its state (Ed25519)', step_inclusion: 'The log contains it (Merkle proof)',
  result_ok: 'checked', result_bad: 'wrong', result_unknown: 'cannot be checked',
  receipt_technical: 'For experts', receipt_raw: 'The signed receipt', proof_raw: 'The proof from the log',
  // Claims
  claim_given_name: 'First name', claim_family_name: 'Last name', claim_customer_number: 'Customer number', claim_birthdate: 'Date of birth', claim_address: 'Address',
  claim_account_reference: 'Account', claim_email: 'E-mail', claim_phone_number: 'Phone number', claim_none: 'Only that you hold our card',
  steps_hint: 'Each step stands in the log, chained to the one before: none can be taken out unnoticed.',
  // My data
  download: 'Download everything', download_title: 'A copy of everything', download_body: 'One file that programs can read: what {name} keeps about you, and your receipts with their proofs.',
  erasure_title: 'Be erased', erasure_body: 'You can ask {name} to erase what it keeps about you. Some of it may have to stay for as long as the law demands; then you are told why.',
  erasure_ask: 'Ask for erasure', erasure_sure: 'Ask {name} to erase your data? When it is done, your card stops working and nobody can undo it.', erasure_yes: 'Yes, ask', erasure_asked: 'You have asked.',
  erasure_open: 'Asked, not decided yet', erasure_refused: 'Refused', erasure_carried_out: 'Carried out', erasure_asked_on: 'Asked on {date}', erasure_due: '{name} must decide by {date}.', erasure_reason: 'Reason: {reason}',
  step_type_interaction_opened: 'It began', step_type_interaction_closed: 'It ended', step_type_agent_joined: 'An agent took part', step_type_agent_left: 'An agent left', step_type_message_added: 'A message was added', step_type_email_added: 'An e-mail was added', step_type_recording_added: 'A recording or an attachment was added', step_type_event_added: 'The contact centre reported an event', step_type_challenge_asked: 'You were asked', step_type_challenge_delivered: 'It reached your wallet', step_type_challenge_answered: 'Your wallet answered', step_type_verdict: 'The answer was judged', step_type_identity_viewed: 'Somebody looked at what is yours', step_type_consent_receipt: 'A receipt was made', step_type_consent_withdrawn: 'You withdrew a consent', step_type_rule_decided: 'A rule decided something', step_type_feedback_given: 'Somebody judged the conversation', step_type_data_erased: 'Data were erased', step_type_content_read: 'Somebody asked for, or opened, a recording or an attachment', step_type_message_sent: 'A message was sent to you', step_type_content_deleted: 'A recording or an attachment was deleted',
};

const es = {
  page: 'Mis datos', loading: 'Un momento', try_again: 'Intentar de nuevo', more: 'Mostrar más', back: 'Volver', language: 'Idioma',
  unreachable: 'Sin conexión. Compruébela e inténtelo de nuevo.', broken: 'No ha funcionado. Inténtelo de nuevo en un momento.', gone: 'Esto ya no está aquí.',
  sign_in: 'Entrar en {name}', scan: 'Escanee este código con la app de su banco', scan_alt: 'Código para escanear con la app de su banco',
  tap: 'Abrir la app de su banco', on_this_device: 'La app está en este dispositivo', other_phone: 'La app está en otro teléfono',
  then_type: 'Después escriba este número en la app', look_at_phone: 'Mire su teléfono y escriba allí este número',
  only_here: 'Escriba solo un número que vea aquí, en {host}. Nadie de {name} le envía este código ni le pide el número.',
  code_over: 'Este código ya no se usa', code_over_next: 'No se compartió nada y nadie ha entrado.', new_code: 'Obtener otro código',
  too_many: 'Se han pedido demasiados códigos. Espere un minuto e inténtelo de nuevo.',
  session_over: 'Su sesión ha terminado porque no ocurrió nada durante un rato.', signed_out: 'Ha salido.',
  sign_out: 'Salir', signed_in_as: 'Ha entrado como {name}',
  nav: 'Páginas', interactions: 'Conversaciones', receipts: 'Recibos', data: 'Mis datos',
  no_interactions: 'Aún no hay conversaciones', no_interactions_next: 'Cuando hable con {name}, verá aquí quién preguntó qué y quién lo vio.',
  inbound_voice: 'Usted nos llamó', inbound_video: 'Usted nos llamó por vídeo', inbound_chat: 'Usted chateó con nosotros', inbound_email: 'Usted nos escribió', inbound_branch: 'Usted nos visitó',
  outbound_voice: 'Le llamamos', outbound_video: 'Le llamamos por vídeo', outbound_chat: 'Chateamos con usted', outbound_email: 'Le escribimos', outbound_branch: 'Le visitamos',
  with: 'con {name}', still_open: 'sigue abierta', nothing_asked: 'No se preguntó nada',
  not_you: '¿No era usted? Llame al número de su tarjeta.',
  asked_title: 'Qué preguntamos', seen_title: 'Quién lo vio', happened_title: 'Todo lo que ocurrió',
  asked_by: '{name} preguntó, {time}', we_asked_for: 'Se pidió', you_shared: 'Se compartió',
  nobody_saw: 'Nadie ha mirado lo que usted compartió.',
  saw_identity: '{who} vio lo que usted compartió', saw_value: '{who} descubrió: {what}', saw_content: '{who} abrió una grabación o un adjunto',
  somebody: 'Alguien de {name}', a_system: 'Un sistema de {name}',
  decided_passed: 'Decidido sin su app: era usted', decided_failed: 'Decidido sin su app: no era seguro que fuera usted', decided_otherwise: 'Decidido sin su app',
  kept_until: 'El agente aún puede verlo hasta {time}.', kept_not: 'Lo que compartió está borrado aquí.',
  withdraw: 'Retirar el consentimiento', withdraw_sure: '¿Retirar? Lo que compartió se borra aquí y desaparece de la pantalla del agente. Lo que ya ocurrió queda como está.',
  withdraw_yes: 'Sí, retirar', cancel: 'Cancelar', withdrawn: 'Retirado. Lo que compartió está borrado aquí.',
  to_receipt: 'Recibo',
  state_verified: 'Usted lo compartió', state_declined: 'Usted rechazó', state_reported: 'Usted avisó: no estaba en la llamada', state_rejected: 'La respuesta no se aceptó',
  state_undecided: 'No se pudo comprobar', state_expired: 'Sin respuesta a tiempo', state_cancelled: 'Retirada', state_waiting: 'Espera su respuesta',
  no_receipts: 'Aún no hay recibos', no_receipts_next: 'Cada vez que responde a una pregunta de {name}, ambas partes guardan un recibo. Aparece aquí.',
  answered_approved: 'Usted compartió', answered_declined: 'Usted rechazó', answered_reported: 'Usted avisó: no estaba en la llamada',
  receipts_lead: 'La comprobación se hace en este navegador. No nos pregunta si el recibo es cierto.',
  verify: 'Comprobar', verifying: 'Comprobando', verify_again: 'Comprobar de nuevo',
  verified: 'Comprobado en este navegador', not_verified: 'Este recibo es falso', cannot_verify: 'Ahora no se puede comprobar todo',
  verified_next: 'Está en el registro en el lugar {n}. Nadie puede cambiarlo ni quitarlo sin que se note.',
  not_verified_next: 'Guarde esta página y pregunte a {name} o a la autoridad que los supervisa.',
  cannot_verify_next: 'Puede ser demasiado nuevo para el registro, o el navegador demasiado antiguo. Nada habla en su contra.',
  step_signature: '{name} lo firmó (ES256)', step_words: 'Trata de las palabras que usted leyó (SHA-256)', step_commitment: 'Su compromiso coincide (SHA-256)',
  step_checkpoint: 'El registro firmó su estado (Ed25519)', step_inclusion: 'El registro lo contiene (prueba de Merkle)',
  result_ok: 'comprobado', result_bad: 'falso', result_unknown: 'no se puede comprobar',
  receipt_technical: 'Para expertos', receipt_raw: 'El recibo firmado', proof_raw: 'La prueba del registro',
  claim_given_name: 'Nombre', claim_family_name: 'Apellidos', claim_customer_number: 'Número de cliente', claim_birthdate: 'Fecha de nacimiento', claim_address: 'Dirección',
  claim_account_reference: 'Cuenta', claim_email: 'Correo electrónico', claim_phone_number: 'Teléfono', claim_none: 'Solo que tiene nuestra tarjeta',
  steps_hint: 'Cada paso está en el registro, encadenado al anterior: no se puede quitar ninguno sin que se note.',
  download: 'Descargar todo', download_title: 'Una copia de todo', download_body: 'Un archivo que los programas pueden leer: lo que {name} guarda sobre usted, y sus recibos con sus pruebas.',
  erasure_title: 'Ser borrado', erasure_body: 'Puede pedir a {name} que borre lo que guarda sobre usted. Una parte puede tener que quedarse mientras lo exija la ley; entonces se le dice por qué.',
  erasure_ask: 'Pedir el borrado', erasure_sure: '¿Pedir a {name} que borre sus datos? Cuando se haga, su tarjeta dejará de funcionar y nadie podrá deshacerlo.', erasure_yes: 'Sí, pedirlo', erasure_asked: 'Lo ha pedido.',
  erasure_open: 'Pedido, aún sin decidir', erasure_refused: 'Rechazado', erasure_carried_out: 'Realizado', erasure_asked_on: 'Pedido el {date}', erasure_due: '{name} debe decidir antes del {date}.', erasure_reason: 'Motivo: {reason}',
  step_type_interaction_opened: 'Empezó', step_type_interaction_closed: 'Terminó', step_type_agent_joined: 'Un agente participó', step_type_agent_left: 'Un agente se fue', step_type_message_added: 'Se añadió un mensaje', step_type_email_added: 'Se añadió un correo', step_type_recording_added: 'Se añadió una grabación o un adjunto', step_type_event_added: 'El centro de contacto informó de un suceso', step_type_challenge_asked: 'Se le preguntó', step_type_challenge_delivered: 'Llegó a su cartera', step_type_challenge_answered: 'Su cartera respondió', step_type_verdict: 'Se juzgó la respuesta', step_type_identity_viewed: 'Alguien miró algo suyo', step_type_consent_receipt: 'Se hizo un recibo', step_type_consent_withdrawn: 'Usted retiró un consentimiento', step_type_rule_decided: 'Una regla decidió algo', step_type_feedback_given: 'Alguien valoró la conversación', step_type_data_erased: 'Se borraron datos', step_type_content_read: 'Alguien pidió o abrió una grabación o un adjunto', step_type_message_sent: 'Se le envió un mensaje', step_type_content_deleted: 'Se borró una grabación o un adjunto',
};

const ja = {
  page: '私の情報', loading: 'お待ちください', try_again: 'もう一度試す', more: 'さらに表示', back: '戻る', language: '言語',
  unreachable: '接続できません。接続を確認して、もう一度お試しください。', broken: 'うまくいきませんでした。少し待ってからもう一度お試しください。', gone: 'これはもうありません。',
  sign_in: '{name}にサインイン', scan: '銀行のアプリでこのコードを読み取ってください', scan_alt: '銀行のアプリで読み取るコード',
  tap: '銀行のアプリを開く', on_this_device: 'この端末のアプリで開く', other_phone: '別のスマートフォンのアプリで開く',
  then_type: '次に、この番号をアプリに入力してください', look_at_phone: 'スマートフォンに、この番号を入力してください',
  only_here: 'このページ（{host}）に表示された番号だけを入力してください。{name}がコードを送ったり番号を尋ねたりすることはありません。',
  code_over: 'このコードは現在使われていません', code_over_next: '何も共有されず、誰もサインインしていません。', new_code: '新しいコードを表示',
  too_many: 'コードの要求が多すぎます。1分待ってからお試しください。',
  session_over: 'しばらく操作がなかったため、サインアウトしました。', signed_out: 'サインアウトしました。',
  sign_out: 'サインアウト', signed_in_as: '{name}様としてサインイン中',
  nav: 'ページ', interactions: 'やり取り', receipts: '控え', data: '私の情報',
  no_interactions: 'やり取りはまだありません', no_interactions_next: '{name}とお話しになると、誰が何を尋ね、誰が見たかがここに表示されます。',
  inbound_voice: 'お電話をいただきました', inbound_video: 'ビデオ通話をいただきました', inbound_chat: 'チャットをいただきました', inbound_email: 'メールをいただきました', inbound_branch: 'ご来店いただきました',
  outbound_voice: 'お電話しました', outbound_video: 'ビデオ通話をしました', outbound_chat: 'チャットをしました', outbound_email: 'メールを送りました', outbound_branch: '訪問しました',
  with: '担当：{name}', still_open: '継続中', nothing_asked: '何もお尋ねしていません',
  not_you: 'お心当たりがない場合は、カードに記載の番号にお電話ください。',
  asked_title: 'お尋ねしたこと', seen_title: '見た人', happened_title: 'すべての記録',
  asked_by: '{name}がお尋ねしました（{time}）', we_asked_for: 'お尋ねした項目', you_shared: '共有した項目',
  nobody_saw: '共有された内容は、まだ誰も見ていません。',
  saw_identity: '{who}が共有内容を見ました', saw_value: '{who}が次の項目を表示しました：{what}', saw_content: '{who}が録音または添付を開きました',
  somebody: '{name}の担当者', a_system: '{name}のシステム',
  decided_passed: 'アプリ以外の方法で確認：ご本人でした', decided_failed: 'アプリ以外の方法で確認：ご本人か確かではありませんでした', decided_otherwise: 'アプリ以外の方法で確認しました',
  kept_until: '{time}まで担当者が見ることができます。', kept_not: '共有された内容は、当行では消去済みです。',
  withdraw: '同意を撤回', withdraw_sure: '撤回しますか。共有された内容は当行で消去され、担当者の画面からも消えます。すでに行われたことは変わりません。',
  withdraw_yes: '撤回する', cancel: 'やめる', withdrawn: '撤回しました。共有された内容は消去済みです。',
  to_receipt: '控え',
  state_verified: '共有しました', state_declined: '断りました', state_reported: '通報：この電話をしていない', state_rejected: '回答は受け付けられませんでした',
  state_undecided: '確認できませんでした', state_expired: '時間内に回答がありませんでした', state_cancelled: '取り下げられました', state_waiting: '回答をお待ちしています',
  no_receipts: '控えはまだありません', no_receipts_next: '{name}の質問にお答えになるたびに、双方が控えを保管します。ここに表示されます。',
  answered_approved: '共有しました', answered_declined: '断りました', answered_reported: '通報：この電話をしていない',
  receipts_lead: '検証はこのブラウザーの中で行います。正しいかどうかを当行に問い合わせることはありません。',
  verify: '検証する', verifying: '検証しています', verify_again: 'もう一度検証する',
  verified: 'このブラウザーで検証しました', not_verified: 'この控えは正しくありません', cannot_verify: '今はすべてを検証できません',
  verified_next: '記録の{n}番目にあります。気付かれずに変更や削除をすることは誰にもできません。',
  not_verified_next: 'このページを保存し、{name}または監督官庁にお尋ねください。',
  cannot_verify_next: '控えが新しすぎるか、ブラウザーが古い可能性があります。疑わしい点はありません。',
  step_signature: '{name}の署名（ES256）', step_words: 'お読みになった文言との一致（SHA-256）', step_commitment: 'コミットメントとの一致（SHA-256）',
  step_checkpoint: '記録の署名（Ed25519）', step_inclusion: '記録に含まれている（マークル証明）',
  result_ok: '確認済み', result_bad: '誤り', result_unknown: '確認できません',
  receipt_technical: '詳しい方へ', receipt_raw: '署名された控え', proof_raw: '記録の証明',
  claim_given_name: '名', claim_family_name: '姓', claim_customer_number: 'お客様番号', claim_birthdate: '生年月日', claim_address: '住所',
  claim_account_reference: '口座', claim_email: 'メールアドレス', claim_phone_number: '電話番号', claim_none: '当行のカードをお持ちであることだけ',
  steps_hint: '各段階は前の段階とつながって記録にあります。気付かれずに取り除くことはできません。',
  download: 'すべてをダウンロード', download_title: 'すべての写し', download_body: 'プログラムで読める1つのファイルです。{name}が保管しているお客様の情報と、証明付きの控えが入っています。',
  erasure_title: '消去の請求', erasure_body: '{name}が保管しているお客様の情報の消去を請求できます。法律により残さなければならないものもあり、その場合は理由をお知らせします。',
  erasure_ask: '消去を請求する', erasure_sure: '{name}に情報の消去を請求しますか。消去されるとカードは使えなくなり、元に戻すことはできません。', erasure_yes: '請求する', erasure_asked: '請求しました。',
  erasure_open: '請求済み（未決定）', erasure_refused: '却下', erasure_carried_out: '実施済み', erasure_asked_on: '請求日：{date}', erasure_due: '{name}は{date}までに決定します。', erasure_reason: '理由：{reason}',
  step_type_interaction_opened: '開始しました', step_type_interaction_closed: '終了しました', step_type_agent_joined: '担当者が加わりました', step_type_agent_left: '担当者が離れました', step_type_message_added: 'メッセージが追加されました', step_type_email_added: 'メールが追加されました', step_type_recording_added: '録音または添付が追加されました', step_type_event_added: 'コンタクトセンターが出来事を報告しました', step_type_challenge_asked: 'お尋ねしました', step_type_challenge_delivered: 'ウォレットに届きました', step_type_challenge_answered: 'ウォレットが回答しました', step_type_verdict: '回答を判定しました', step_type_identity_viewed: 'お客様の情報を誰かが見ました', step_type_consent_receipt: '控えを作成しました', step_type_consent_withdrawn: '同意が撤回されました', step_type_rule_decided: '規則が何かを決定しました', step_type_feedback_given: 'やり取りが評価されました', step_type_data_erased: 'データを消去しました', step_type_content_read: '録音または添付の閲覧が求められた、または行われました', step_type_message_sent: 'メッセージをお送りしました', step_type_content_deleted: '録音または添付が削除されました',
};

export const ALL_WORDS = { en, es, ja };
export const NAMES = { en: 'English', es: 'Español', ja: '日本語' };
const CHOSEN = 'countersign.language';

let tag = 'en';

export const language = () => tag;

/** Takes the language chosen earlier, else the first one the browser prefers and we have. */
export function startLanguage() {
  let remembered;
  try {
    remembered = localStorage.getItem(CHOSEN);
  } catch {
    // Storage can be refused; the browser's language then stands.
  }
  speak([remembered, ...navigator.languages.map((each) => each.slice(0, 2).toLowerCase())].find((each) => each in ALL_WORDS) ?? 'en');
}

export function chooseLanguage(chosen) {
  try {
    localStorage.setItem(CHOSEN, chosen);
  } catch {
    // The choice then lasts as long as the page.
  }
  speak(chosen);
}

function speak(chosen) {
  tag = chosen;
  document.documentElement.lang = chosen;
}

export function t(key, values = {}) {
  return (ALL_WORDS[tag][key] ?? '').replaceAll(/\{(\w+)}/g, (all, name) => values[name] ?? '');
}

export const inLanguage = (texts) => texts[tag] ?? texts.en ?? Object.values(texts)[0] ?? { title: '' };

/** What a claim is called: our word for its path, else its last name made readable. */
export function claimName(path) {
  const last = String(path.filter((step) => typeof step === 'string').at(-1) ?? '');
  const known = ALL_WORDS[tag][`claim_${last}`];
  if (known !== undefined) return known;
  const readable = last.replaceAll('_', ' ');
  return readable.charAt(0).toUpperCase() + readable.slice(1);
}

export const claimNames = (paths) => (paths.length === 0 ? t('claim_none') : paths.map(claimName).join(tag === 'ja' ? '、' : ', '));

export const dateTime = (time) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
export const date = (time) => new Intl.DateTimeFormat(tag, { dateStyle: 'long' }).format(new Date(time));
