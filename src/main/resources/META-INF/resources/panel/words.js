/** What only a panel says. */
import { language } from '/console/words.js';

const ALL = {
  en: {
    ended: 'This interaction has ended.', endedNext: 'What was shown here is no longer visible.',
    refused: 'This panel cannot be opened.', refusedNext: 'What opens it works once and for a short time. Open the customer’s record again.',
    over: 'This panel has closed.', overNext: 'Open the customer’s record again to go on.',
    unreachable: 'No answer from the service.', unreachableNext: 'It tries again by itself.',
  },
  es: {
    ended: 'Esta interacción ha terminado.', endedNext: 'Lo que se mostraba aquí ya no es visible.',
    refused: 'Este panel no se puede abrir.', refusedNext: 'Lo que lo abre sirve una vez y por poco tiempo. Vuelva a abrir la ficha del cliente.',
    over: 'Este panel se ha cerrado.', overNext: 'Vuelva a abrir la ficha del cliente para continuar.',
    unreachable: 'El servicio no responde.', unreachableNext: 'Se vuelve a intentar solo.',
  },
  ja: {
    ended: 'この応対は終了しました。', endedNext: '表示されていた内容はもう見られません。',
    refused: 'このパネルは開けません。', refusedNext: '開くための情報は一度だけ、短い時間だけ使えます。お客様の記録を開き直してください。',
    over: 'このパネルは閉じられました。', overNext: '続けるには、お客様の記録を開き直してください。',
    unreachable: 'サービスから応答がありません。', unreachableNext: '自動で再試行します。',
  },
};

export const say = () => ALL[language()];
