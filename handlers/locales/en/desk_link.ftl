# The link to the desk, in a chat.
desk-link = The desk: { $address }
    The link is good for { $minutes } minutes and once. Do not pass it on.
button-desk-inside = Open here
desk-link-apart = I have sent you the link in the private chat.
error-desk-off = The desk in the browser is off. An administrator turns it on with the setting http.listen.
log-desk-link = link for entering in a browser:
command-desk = the desk in a browser
