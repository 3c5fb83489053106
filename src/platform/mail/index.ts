export { type Letter, letterOf, type Mail, type NewsLink } from './letter.ts';
export { type Post, postBy } from './post.ts';
export { askForWaitingMail, countWaitingMail, type MailSettings, sendMail } from './send-mail.ts';
export { type News, type Notice, tell, tellNews } from './tell.ts';
