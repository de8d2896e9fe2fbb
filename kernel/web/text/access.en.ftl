## Sign in
sign-in = Sign in
sign-in-do = Sign in
sign-in-name = User name
sign-in-password-now = Password
sign-in-password = New password
    .help = At least 12 characters. Several words in a row are easy to remember and hard to guess.
sign-in-again = New password once more
sign-in-lost = Forgotten the password? Ask an administrator for a new link.
sign-in-wrong = The name and the password do not belong together. Nothing has changed. Check the spelling and try again.
sign-in-wait = Too many wrong attempts with this name. Try again at { $from }, or ask an administrator for help.

## Choosing a password
invitation = Choose a password
invitation-lead = You choose the password for { $name }. Then you are signed in.
invitation-do = Save the password
password-short = The password is too short. Use at least 12 characters.
password-long = The password is too long. Use at most 256 characters.
password-name = The password contains your user name. Choose something that cannot be guessed.
password-plain = The password repeats the same few characters. Use more different ones.
password-again = The two passwords differ. Write the same password in both fields.
password-now-wrong = The present password is not right. Write the one you sign in with today.

## One's own account
account = My account
account-roles = Roles today
account-no-roles = None
account-password = Change password
account-password-do = Change password
done-password = The password is changed. You are signed out everywhere but here.

## Keys for other programs
tokens = Keys for other programs
tokens-lead = With a key another program can read and write here in your name. It may do what you may do, nothing more.
tokens-api = How it works
tokens-name = What the key is for
    .help = For example: Weekly report to management.
tokens-days = How long is it to be good for?
tokens-days-are = { $days } days
tokens-make = Make a key
tokens-made = The key { $name } is ready:
tokens-once = It is shown only now. Copy it to the program that is to have it, and give it to nobody else.
tokens-lacking = No key was made. Write what it is for and choose how long it is to be good.
tokens-since = Made
tokens-until = Good until
tokens-used = Last used
tokens-unused = Never
tokens-end = End
tokens-is-ended = Ended
tokens-is-old = Too old
done-token = The key is ended. It opens nothing more.

## Accounts
accounts = Accounts
accounts-lead = Who can sign in. What they may do is set by their roles.
accounts-person = Person
accounts-person-new = Is the person missing? Add them first.
accounts-choose = Choose a person
accounts-state = State
accounts-do = Do
accounts-new = Invite someone
accounts-invite = Invite
accounts-link = New link
accounts-link-for = Link for { $name }. Hand it to the person in a safe way:
accounts-link-once = The link is shown only now, works once and is valid for seven days.
accounts-block = Block
accounts-open = Open again
accounts-is-open = Open
accounts-is-invited = Invited, has not chosen a password
accounts-is-blocked = Blocked
accounts-name-odd = The name can only have the letters a to z, digits, full stop, hyphen, underscore and @. Choose another.
accounts-name-taken = There is already an account by that name. Choose another.
accounts-history = What has happened to accounts
accounts-history-lead = Who has made, invited, blocked and opened accounts, and when they came into use. Nothing here can be changed or taken away.
accounts-history-none = Nothing has happened yet
accounts-history-none-why = Every account that is made, invited, blocked or opened again stands here.
accounts-history-older = Older
event-at = When
event-account = Account
event-what = What
event-actor = By
event-made = The account was made
event-invited = Got a link for choosing a password
event-blocked = Was blocked
event-opened = Was opened again
event-chosen = Chose a password
event-password = Changed the password
event-signed-in = Signed in for the first time
event-token-made = Made a key
event-token-ended = Ended a key
accounts-person-taken = The person already has an account.
done-account = The account is changed.

## When something stands in the way
problem-sign-in = Sign in first
    .what = This is only for those who have signed in. Nothing has changed.
    .do = Sign in and try again.
problem-no-role = You have no role yet
    .what = You are signed in, but have no role in the organisation today and can therefore see nothing.
    .do = Ask your manager or an administrator to give you the role you should have.
problem-as-of = The date cannot be read
    .what = The address asks for the state on a date, but that is no real date.
    .do = Write the date as 2025-12-31, or take it out of the address.
problem-invitation = The link is no longer valid
    .what = The link has been used, is too old or is misspelt.
    .do = Ask an administrator for a new one.
problem-own-account = You cannot block yourself
    .what = The account is your own. Nothing has changed.
    .do = Ask another administrator if it should be blocked.
problem-cross-site = The form came from another web site
    .what = For your safety such forms are not taken. Nothing has changed.
    .do = Open the page here in Stadga and send it from there.
problem-method = That cannot be done
    .what = The address exists, but this cannot be done with it. Nothing has changed.
    .do = Go back and use the buttons on the page.
