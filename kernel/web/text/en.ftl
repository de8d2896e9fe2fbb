
## The page's frame
shell-skip = Skip to content
shell-search = Search everything
shell-search-do = Search
shell-as-of = Show as of
shell-as-of-do = Show
shell-dark = Dark mode
shell-account = My account
shell-sign-out = Sign out
shell-menu = Menu
shell-menu-main = Main menu
shell-way = You are here
shell-api = API
shell-past = You see the state as it was on
shell-past-fixed = Nothing can be changed from here.
shell-past-back = Back to today
yes = Yes
no = No
field = Field
value-withheld = Withheld
value-more = and { $n } more
value-file = Open the file

## What was just done
done-created = Saved. The record now exists.
done-saved = The change is saved.
done-unchanged = Nothing was changed, so nothing new was saved.
done-moved = The state is changed.
done-bulk = The changes are saved.
done-view-saved = The view is saved.
done-view-forgotten = The view is removed.

## My page
home = My page
home-lead = { $n ->
    [0] Nothing is waiting for you.
    [one] One thing is waiting for you.
   *[other] { $n } things are waiting for you.
 }
home-duties = Waiting for you
home-nothing = Nothing to do right now
    .do = When something is waiting for you it stands here, with its date and how long it takes.
home-no-date = No date
home-today = Today
home-late = { $n ->
    [one] 1 day late
   *[other] { $n } days late
 }
home-in = { $n ->
    [one] In 1 day
   *[other] In { $n } days
 }
home-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
 }
home-start = Getting started
home-start-lead = The organisation is almost empty. Begin at the top; what is done leaves the list.
home-start-accounts = Those who are to sign in need an account. You get a link to send to each of them.
home-recent = My latest

## Lists
list-all = All
list-views = Saved views
list-number = Number
list-words = Contains the words
list-filter-label = Filter the list
list-filter = Filter
list-more-filters = More filters
list-clear = Clear
list-any = All
list-me = Myself
list-or = { " or " }
list-from = { $field } from
list-to = { $field } to
list-has = { $field } contains
list-empty = { $field }: missing
list-given = { $field }: given
list-remove = Remove the filter
list-count = { $n ->
    [one] 1 hit
   *[other] { $n } hits
 }
list-many = More than 1,000 hits
list-none = Nothing here yet
    .do = The first thing that you create or import is shown here.
list-none-fit = Nothing fits the filter
    .do = Remove a filter or try another word.
list-ignored = This in the address was not understood and is not used: { $names }. The list shows the rest of what you asked for.
list-pages = Pages
list-page = Page { $page }
list-choose = Choose { $number }
list-choose-all = Choose all on the page
list-columns = Columns
list-columns-shown = Columns shown
list-columns-show = Show
list-columns-hidden = { $count ->
    [one] One column does not fit.
   *[other] { $count } columns do not fit.
}
list-columns-all = Show all columns
list-fetch = Download
list-excel = Excel, exactly what is shown
list-csv = CSV
list-import = Import from Excel …
views-save = Save the view
views-save-do = Save
views-name = Name of the view
views-shared = Show it to everyone
views-forget = Remove the view “{ $name }”

## A record
record-facts = Facts
record-context = Context
record-findings = To put right
record-thread = The thread
thread-all = Show all in a list
record-edit = Change
record-more-moves = More steps
record-stopped = The state is not changed. Put this right first:
move-asks = Fill in what is needed. The state changes when you press { $move }, and everything is saved at once.
move-ready = Nothing more is needed. Do say why, so that others see it in the history.
move-reason = Why?
    .help = Stands in the history, so that others understand.
move-more = Anything to add?
    .help = Stands in the history, together with the change.
move-changed = Someone else changed the record before you. What you wrote is still here. Look at the record as it is now, below, and press again if it still holds.

## History
history = History
history-of = History of { $title }
history-revisions = All changes
history-made = Created
history-changed = { $n ->
    [0] Saved without change
    [one] 1 field changed
   *[other] { $n } fields changed
 }
history-revision = version { $n }
history-proof-of = Proof of version { $n }
provenance = Made from the records as they were { $instant }
provenance-checked = Made from the records as they were { $instant }, checkpoint of the log { $at } ({ $size } versions, root { $root })
history-before = Before
history-after = After
history-latest = Latest changes ({ $n } in all)
history-all = The whole history and comparison of versions
history-from = Compare version
history-to = with version
history-compare = Compare
history-version = Version { $n }, { $at }
history-differences = Differences
history-same = The two versions are the same.

## Forms
form-optional = (optional)
form-choose = Choose
form-save = Save
form-cancel = Cancel
form-edit = Change { $title }
form-stopped = Nothing is saved yet. All that you wrote is still here. Put this right first:
form-denied = You may not save with these values. Choose a unit that your roles cover, or ask whoever answers for the unit.
form-reason = Why is it changed?
    .help = Shown in the history. Good to have the day someone asks.
form-find = Search { $field }
form-find-words = Type a few letters
form-find-do = Search
form-found = { $n ->
    [0] Nothing was found for “{ $words }”. Try fewer letters.
    [one] 1 hit. Choose it in the list.
   *[other] { $n } hits. Choose in the list.
 }
form-found-many = More than { $n } hits. Write more letters.
form-add = Add
form-add-one = Choose one more
form-add-link = Add: { $field }
form-period-from = From
form-period-to = To
form-row = Row { $n }
form-rows-before = { $n ->
    [one] The row before
   *[other] The { $n } rows before
 }
form-row-add = Add a row: { $field }
form-row-remove = Remove row { $n }
form-file-remove = Remove the file
form-fault-date = { $field }: that is not a date. Write it as 2026-01-31.
form-fault-number = { $field }: write a whole number in digits.
form-fault-money = { $field }: write an amount in kronor, for instance 1,234.50 as 1234.50.
form-fault-choice = { $field }: choose one of the values in the list.
form-fault-link = { $field }: the record cannot be found. Choose one in the list.
form-fault-period = { $field }: say from which date it holds.
form-fault-moment = { $field }: write a date and a time.
finding-form-missing = { $field } is missing. Fill it in.
finding-form-shape = The values do not fit together. Look over the fields and save again.
finding-form-type = { $field } has the wrong kind of value. Write text in a text field and a list in a list field.
finding-form-long = { $field } is too long. Shorten it to at most { $most } characters, or put the text in an attached file.
finding-form-number = { $field } must be a whole number, written in digits.
finding-form-yes = { $field } must be yes or no.
finding-form-date = { $field } is not a date that exists. Write it as 2026-01-31.
finding-form-instant = { $field } is not a point in time that exists. Write it as 2026-01-31T08:00:00Z.
finding-form-period = { $field } needs a first day, and a last day if the period has ended, written as 2026-01-31.
finding-form-choice = { $field } has a value that cannot be chosen. Choose one of those that are offered.
finding-form-move = One cannot go from “{ $from }” to “{ $to }”. Choose a step that the page offers.
finding-form-link = { $field } leads to something that does not exist or does not fit here. Choose another record.

## Two changed at once
conflict = Someone else was quicker
    .what = { $number } was changed ({ $at }) while you were writing. Nothing of yours is lost, but it is not saved yet.
    .do = Choose for each field which value shall hold, and save.
conflict-versions = Both versions
conflict-base = When you began
conflict-theirs = What is saved now
conflict-mine = What you wrote
conflict-keep-theirs = Keep what is saved
conflict-keep-mine = Take mine
conflict-save = Save my choices
conflict-drop = Drop mine and show the record

## Changing many
bulk = { $n ->
    [one] Change 1 record
   *[other] Change { $n } records
 }
bulk-change = Do with the chosen
bulk-chosen = chosen
bulk-next = Go on
bulk-set = Change: { $field }
bulk-value = New value
bulk-preview = Preview
bulk-preview-of = This is what it would be
bulk-record = Record
bulk-said = What the rules say
bulk-same = No change
bulk-good = Fine
bulk-bad = Not possible
bulk-all = { $n ->
    [one] Change the record
   *[other] Change all { $n }
 }
bulk-only-good = Change only the { $n } of { $of } that are fine
bulk-none = None of the records can be changed like this. Go back and choose something else.
bulk-anew = Something changed since you saw the preview. Nothing is saved. Look through it again.
bulk-gone = The record does not exist or is hidden from you.
bulk-denied = You may not change the record.
bulk-no-move = The step cannot be taken from the record's state.
bulk-stale = The record was just changed by someone else. Preview again.

## Search
search = Search
search-words = Search for
search-in-page = Search again
search-empty = Write what you are looking for
    .do = The search goes through all sorts of records. A number leads straight to its record.
search-none = Nothing was found for “{ $words }”
    .do = Try another word or a shorter part of it.
search-many = More than { $n } hits for “{ $words }”. Here are the best { $n }: write more words to get fewer.
search-count = { $n ->
    [one] 1 hit for “{ $words }”
   *[other] { $n } hits for “{ $words }”
 }

## When something did not work
problem-not-found = The page does not exist
    .what = What you looked for does not exist, or you have no access to it.
    .do = Check the address, or use the search box at the top.
problem-not-found-api = The address does not exist
    .what = There is nothing to fetch here, or you have no access to it.
    .do = Compare the address with the description at /api/v1/openapi.json.
problem-not-found-past = It did not exist then
    .what = What you looked for did not exist on the date that you look at, or you have no access to it.
    .do = Choose a later date, or go back to today.
problem-denied = You may not do this
    .what = Your roles do not reach that far. Nothing has changed.
    .do = Ask whoever owns the record to make the change, or your administrator for a role.
problem-refused = It could not be saved
    .what = One or more rules say no. Nothing was saved.
    .do = Put right what stands below and try again.
problem-stale = Someone else was quicker
    .what = The record was changed while you were working. Your change is not saved.
    .do = Open the record, see what has changed and do again what you wanted.
problem-stale-open = Open { $number }
problem-past = The past cannot be changed
    .what = You are looking at an earlier date. Nothing has changed.
    .do = Go back to today and try again.
problem-broken = Something broke
    .what = The fault is ours. What you were doing is not saved; what was saved is still there.
    .do = Try again in a while. If it goes on, tell your administrator.
problem-number = The fault is noted under number { $number }. Give it if you contact someone.
problem-away = The database does not answer just now
    .what = What was saved before is still there. If you were just saving something, it is not certain that it was saved.
    .do = Wait a little while and load the page again. See whether what you saved is there before you save it again.
problem-full = The disk is full
    .what = Nothing was saved. Reading still works.
    .do = Keep a copy of what you wrote, tell your administrator, and save again when there is room.
problem-too-large = The file is too large
    .what = It is larger than { $most } MB and was not taken. Nothing was saved.
    .do = Divide the file or save it in a smaller format and try again.
problem-out-of-service = Stadga is not in service right now
    .what = The database cannot be used. Nothing is lost.
    .do = Try again in a while. If it goes on, tell those who run Stadga.
problem-too-many = Too many in a short time
    .what = You have asked for much in a short time. What is saved already is still there.
    .do = { $seconds ->
        [one] Wait 1 second and try again.
       *[other] Wait { $seconds } seconds and try again.
     } If you sent a form: go back, what you wrote is still there. A file has to be chosen again.
problem-busy = Much to do right now
    .what = The server is full of other work of the same kind. What is saved already is still there.
    .do = { $seconds ->
        [one] Wait 1 second and try again.
       *[other] Wait { $seconds } seconds and try again.
     } If you sent a form: go back, what you wrote is still there. A file has to be chosen again.
problem-file-empty = The file is empty
    .what = { $name } has nothing in it and was not taken. Nothing was saved.
    .do = Choose another file and try again.
problem-unreadable = The form could not be read
    .what = What was sent did not arrive whole. Nothing was saved.
    .do = Go back and send the form again.
problem-bulk-nothing = Nothing is chosen
    .what = No record or no change was chosen. Nothing has changed.
    .do = Go back, tick at least one record and choose what to do.

## Breaches
breaches = Breaches
breaches-lead = What the rules say of the records as they stand now, and since when they have seen it. Gone through every night.
breaches-today-only = Breaches are shown for today only. Take the date away to see them.
breaches-none = No breaches
    .do = The rules have nothing to say of the records that you may see here. They are gone through every night.
breaches-count = { $n ->
    [one] 1 breach
    [1001] More than 1,000 breaches
   *[other] { $n } breaches
 }
breaches-areas = Area
breaches-unit = Unit
breaches-unit-all = All units
breaches-whose = Whose
breaches-whose-all = Everybody's
breaches-whose-mine = Mine
breaches-sort = Order
breaches-oldest = Oldest first
breaches-newest = Newest first
breaches-show = Show
breaches-record = Record
breaches-what = What is wrong and what you can do
breaches-code = Requirement
breaches-since = Seen since
breaches-age = Age
breaches-owner = Responsible
breaches-days = { $n ->
    [0] today
    [one] 1 day
   *[other] { $n } days
 }
breaches-mended = Mended since the rules were last gone through. Disappears from here tonight.
breaches-since-date = seen since { $date }
breaches-own = { $n ->
    [one] 1 breach in your records
    [1001] More than 1,000 breaches in your records
   *[other] { $n } breaches in your records
 }
breaches-all = All breaches
