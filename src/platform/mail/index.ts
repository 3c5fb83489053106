export { type Letter, letterOf, type Mail } from './letter.ts';
export { type Post, postBy } from './post.ts';
export { askForWaitingMail, countWaitingMail, type MailSettings, sendMail } from './send-mail.ts';
export { type Notice, tell } from './tell.ts';
