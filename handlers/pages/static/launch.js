// Telegram tells the page of a Mini App who has opened it behind the «#» of its address.
const told = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData") ?? "";
const form = document.querySelector("form[data-launch]");
form.elements.data.value = told;
// Within Telegram's own page in a browser no cookie of ours is kept: the desk gets a window there.
if (window.top !== window) form.target = "_blank";
else if (told) form.submit();
