import type { CliMessageKey } from './messages.vi.ts';

/** Texts of the command line in English; a missing or surplus key does not compile. */
export const messagesEn: Readonly<Record<CliMessageKey, string>> = {
  'found.nothing': 'nothing',
  'found.empty': 'empty',
  'found.list': 'a list',
  'found.mapping': 'a group of fields',
  'input.found': '(found {found})',

  'input.file_missing': 'there is no such file',
  'input.file_is_folder': 'this is a folder; name the file in it',
  'input.file_unreadable': 'the file cannot be read: {reason}',
  'input.file_empty': 'the file has no content',
  'input.file_too_large': 'the file is larger than {max} MB; split it into several',
  'input.not_utf8': 'the file is not UTF-8 (wrong from here on); save it as UTF-8',
  'input.too_deep': 'entries lie more than {max} levels deep',
  'input.too_many_keys': 'a group has more than {max} fields',
  'input.yaml_indent': 'wrong indentation, or a closing bracket is missing above',
  'input.yaml_tab': 'indent with spaces, not with tabs',
  'input.yaml_missing_char': 'a closing character is missing: a quote, a bracket or a colon',
  'input.yaml_colon': 'a colon inside a value: put the whole value in quotes',
  'input.yaml_duplicate_key': 'this field stands above already',
  'input.yaml_quote_needed': 'a value that starts with this character must be in quotes',
  'input.yaml_several_documents': 'one document a file: remove the "---" inside it',
  'input.yaml_tag': 'type tags ("!...") are not used here',
  'input.yaml_alias': 'YAML references ("*...") are not used here: write the value out',
  'input.yaml_syntax': 'not valid YAML ({code})',

  'input.unknown_field': 'no such field; the fields here are: {known}',
  'input.unknown_field_near': 'no such field; did you mean "{nearest}"?',
  'input.nothing_to_import': 'expected at least one of people, units, calendar',
  'input.expected_text': 'expected a line of text; a number goes in quotes',
  'input.expected_plain_text': 'expected a line of text without line breaks or control characters',
  'input.text_too_long': 'longer than {max} characters',
  'input.expected_id': 'expected an id of lower-case letters, digits and hyphens, such as dich-vong',
  'input.expected_address': 'expected a mail address, such as clerk@ward.example',
  'input.expected_one_of': 'expected one of {values}',
  'input.expected_date': 'expected a day as day/month/year, such as 30/3/2018',
  'input.no_such_day': 'there is no such day: {month} has {days} days',
  'input.expected_moment': 'expected a moment, such as "2018-03-30T17:00+07:00" or "17:00 30/3/2018"',
  'input.expected_time': 'expected a time of day such as "08:30", in quotes',
  'input.expected_number': 'expected a whole number from {min} to {max}',
  'input.expected_list': 'expected a list',
  'input.expected_filled_list': 'expected a list with at least one entry',
  'input.list_too_long': 'the list has more than {max} entries',
  'input.expected_mapping': 'expected a group of fields',
  'input.expected_deadline':
    'expected exactly one of before (a day that is too late), by (a day that still counts), at (a moment); such as before: 30/3/2018',
  'input.expected_rule': 'expected all, any, or atLeast: a number of people',
  'input.expected_units': 'expected all (every unit of the register) or a list of unit ids',
  'input.expected_notation':
    'expected number and notation, such as 15/KH-UBND; leave the field out while it is unknown',
  'input.expected_yes_or_no': 'expected true or false',
  'input.expected_weekend': 'a make-up day must be a Saturday or Sunday',
  'input.expected_weekday': 'a compensation day must be a day from Monday to Friday',
  'input.expected_other': 'this value cannot be used: {detail}',

  'input.repeated_id': 'this id is used already at {first}',
  'input.repeated_address': 'this address is used already at {first}; everyone needs an address of their own',
  'input.repeated_entry': 'this entry stands already at {first}',
  'input.repeated_date': 'this day stands already at {first}',
  'input.repeated_number': 'this number stands in the list already',
  'input.day_out_of_years': 'the day does not belong to the years of the calendar ({years})',
  'input.more_than_reviewers': 'asks for more decisions than this stage has reviewers ({count})',
  'input.field_of_no_reviewer': 'this person does not review in this stage',
  'input.no_such_item': 'the directive has no item with this id',
  'input.deadline_before_issue': 'the deadline lies before the day of issue',
  'input.unknown_person': 'nobody with the id {id} is in the register',
  'input.unknown_person_near': 'nobody with the id {id} is in the register; did you mean {nearest}?',
  'input.unknown_unit': 'no unit with the id {id} is in the register',
  'input.unknown_unit_near': 'no unit with the id {id} is in the register; did you mean {nearest}?',
  'input.unknown_calendar': 'there is no working calendar with the id {id}; import it first',
  'input.unknown_calendar_near': 'there is no working calendar with the id {id}; did you mean {nearest}?',

  'input.more_problems': '… and {count} more',
  'input.nothing_done': 'Nothing was written. Mend the file and run this again.',

  'usage.unknown_command': 'There is no command "{command}".',
  'usage.unknown_command_near': 'There is no command "{command}". Did you mean "{nearest}"?',
  'usage.unknown_option': '{command} has no option {option}.',
  'usage.unknown_option_near': '{command} has no option {option}. Did you mean {nearest}?',
  'usage.option_needs_value': 'The option {option} needs a value.',
  'usage.option_takes_no_value': 'The option {option} takes no value.',
  'usage.option_twice': 'The option {option} is given twice.',
  'usage.option_missing': '{command} needs the option {option}.',
  'usage.one_of': 'Use exactly one of the options {options}.',
  'usage.too_few': 'Something is missing: ward-plans {call}',
  'usage.too_many': '{command} has no use for "{value}".',
  'usage.not_a_language': 'There is no language "{value}": use vi or en.',
  'usage.not_a_stage': '"{value}" is no name of a stage: lower-case letters, digits and hyphens only.',
  'usage.not_a_step': '"{value}" is no number of a step: write 1 for the first.',
  'usage.not_a_date': '{option}: expected a day as day/month/year, such as 5/4/2018 (found "{value}").',
  'usage.no_such_day': '{option}: there is no day {value}, {month} has {days} days.',
  'usage.not_a_moment':
    '{option}: expected a moment, such as 2018-03-30T17:00+07:00 or "17:00 30/3/2018" (found "{value}").',
  'usage.region_without_stage': 'The option --region goes with --stage only.',
  'usage.see_list': 'Which there are: ward-plans list --lang en',
  'usage.see_help': 'How it is used: ward-plans help --lang en',
  'usage.see_help_of': 'How it is used: ward-plans help {command} --lang en',

  'place.no_local_run':
    'No local run is at work in {folder}. Run "npm start" in another window, or add --stage NAME to work on AWS.',
  'place.run_file_unreadable': '{file} cannot be read. Start the local run again with "npm start".',
  'place.no_stage':
    'There is no stage "{stage}" in the region {region}. Check the name, the region (--region) and the AWS account in use.',
  'place.stage_file_unreadable': '{file} does not name the region of the stage. Mend the file, or add --region.',
  'place.stage_incomplete': 'The stage "{stage}" is not deployed completely: it has no table yet.',

  'failure.no_credentials':
    'There are no AWS credentials. Log in (aws sso login), or set AWS_PROFILE, and run this again.',
  'failure.bad_credentials': 'AWS does not accept the credentials; they may have expired. Log in again. ({detail})',
  'failure.not_allowed': 'These AWS credentials do not allow that: {detail}',
  'failure.throttled': 'AWS is busy and refuses for now. Run this again in a few minutes; nothing is done twice.',
  'failure.no_network': 'No connection. Check the network and the region (--region), and run this again. ({detail})',
  'failure.no_region': 'The AWS region is unknown. Add --region, such as --region ap-southeast-1, or set AWS_REGION.',
  'failure.table_missing': 'The table was not found. Check the name of the stage and the AWS region.',
  'failure.stored':
    'Stored data cannot be read ({detail}). In a local run another version of the program has written them: begin anew with "npm start -- --fresh". On a stage, "ward-plans verify DIRECTIVE" names the rows, and docs/runbook.md (Rows) says how they come back.',
  'failure.file_missing': 'There is no file {file}.',
  'failure.file_is_folder': '{file} is a folder; name the file in it.',
  'failure.file_unreadable': 'The file {file} cannot be read: {reason}.',
  'failure.unexpected': 'Something unexpected went wrong: {detail}. Run this again with --debug for details.',

  'import.done': 'Imported: people {people}, units {units}, working calendars {calendars}.',
  'import.address_taken':
    '{person}: the address {address} belongs to {owner} in the register; everyone needs an address of their own.',

  'open.title': 'Directive',
  'open.notation': 'Number',
  'open.issued': 'Issued',
  'open.deadline': 'Deadline',
  'open.items': 'Items',
  'open.units': 'Units',
  'open.route': 'Review',
  'open.office': 'Office',
  'open.reminders': 'Reminders',
  'open.revise': 'Revision',
  'open.rule_all': 'all must approve',
  'open.rule_any': 'one must approve',
  'open.rule_n_of': 'at least {n} of {of} must approve',
  'open.allowance': 'working days: {days}',
  'open.reminder': 'working days left: {days}',
  'open.overdue': 'working days overdue: {days}',
  'open.no_reminders': 'none',
  'open.no_units': 'The register has no units to ask. Import units first.',
  'open.warning': 'Note:',
  'open.warn_calendar':
    'the calendar {calendar} does not know the days off of {years}; working days are simply Monday to Friday there.',
  'open.warn_deadline_past': 'the deadline has passed: every plan submitted from now on is late.',
  'open.warn_day_off': '{date} is no working day; the deadline does not move by itself.',
  'open.warn_no_reminders': 'every moment to remind has passed.',
  'open.warn_expected': 'days of the calendar {calendar} in this time are only expected, not decreed: {days}.',
  'open.warn_no_service': 'Note: nothing sends mail in this stage yet; the letters wait until it is deployed.',
  'open.dry_run': 'Only shown: nothing was written.',
  'calendar.years': 'The calendar knows the days off of: {years}.',
  'calendar.date': 'Date',
  'calendar.weekday': 'Day',
  'calendar.kind': 'Kind',
  'calendar.name': 'Name',
  'calendar.status': 'Status',
  'calendar.source': 'Source',
  'calendar.weekday_1': 'Mon',
  'calendar.weekday_2': 'Tue',
  'calendar.weekday_3': 'Wed',
  'calendar.weekday_4': 'Thu',
  'calendar.weekday_5': 'Fri',
  'calendar.weekday_6': 'Sat',
  'calendar.weekday_7': 'Sun',
  'calendar.kind_holiday': 'holiday',
  'calendar.kind_compensation': 'day off, compensation',
  'calendar.kind_swap_working': 'worked, make-up',
  'calendar.decreed': 'decreed',
  'calendar.expected': 'EXPECTED',
  'calendar.warn_expected':
    'Days marked EXPECTED are not decreed yet, or not known to be; import the calendar again when they are announced.',
  'open.done': 'Opened {id}: assigned now {created}, assigned before {existing}.',
  'open.progress': 'units assigned: {done} of {all}...',
  'add.done': 'Added to {id}: new units {created}, assigned before {existing}.',
  'open.was_open': 'The directive has been open since {moment}; no letter is sent again.',
  'open.is_closed': 'The directive has been closed since {moment} and cannot be opened again.',
  'open.differs': 'Not as it was opened: {fields}.',

  'list.none': 'There are no directives yet.',
  'list.id': 'Id',
  'list.status': 'Status',
  'list.deadline': 'Deadline',
  'list.units': 'Units',
  'list.opened': 'Opened',
  'list.title': 'Directive',
  'list.status_draft': 'half opened',
  'list.status_open': 'open',
  'list.status_closed': 'closed',

  'report.directive': 'Directive',
  'report.deadline': 'Deadline',
  'report.as_of': 'As of',
  'report.warn_past':
    'Note: that moment has passed. What is submitted and reviewed is as of now; only deadlines are judged at that moment.',

  'verify.whole': 'Whole: units {units}, events {events}.',
  'verify.failed': 'Not whole: units with faults {faults} of {units} (events {events}).',
  'verify.altered': '{unit}: event {seq} was changed after it was written.',
  'verify.unreadable': '{unit}: event {seq} can no longer be read.',
  'verify.broken_chain': '{unit}: the chain of events breaks at {seq} (one is missing, added or swapped).',
  'verify.impossible_history': '{unit}: these events cannot follow each other; the history was written anew.',
  'verify.differs_missing': '{unit}: {record} is missing, though the history tells of it (row {row}).',
  'verify.differs_altered': '{unit}: {record} is not what the history leads to, or cannot be read (row {row}).',
  'verify.differs_unexpected':
    '{unit}: {record} is there, though the history does not tell of it (row {row}); unless the last events were lost, it was added.',
  'verify.record_assignment': 'the state of the assignment',
  'verify.record_summary': 'what the report shows of the unit',
  'verify.record_ladder': 'the time of the next reminder',
  'verify.record_version': 'version {version} of the plan',
  'verify.record_review': 'the review of version {version} by {reviewer} in stage {stage}',
  'verify.record_question': 'question {question}',
  'verify.record_other': 'a row',
  'verify.history_missing': '{unit}: its state is there, but no event any more.',
  'verify.not_reported': '{unit}: its records are whole, but the report does not show it.',
  'verify.no_history':
    '{unit}: nothing is stored. If opening was interrupted, run open again; otherwise its rows were lost.',
  'verify.directive_unreadable': '{directive}: the directive or its list of units cannot be read ({detail}).',
  'verify.directive_missing': '{directive}: the row of the directive is missing, while its units are on record.',
  'verify.directive_not_listed': '{directive}: the list of directives does not name it.',
  'verify.units_not_listed':
    '{directive}: its list of units does not name these, which are on record ({count}): {units}.',
  'verify.what_to_do':
    'What to do: bring these rows back from a restored copy of the table (docs/runbook.md, "Rows"), then verify again. Do not mend them by hand.',

  'strays.none': 'No object is known that belongs to no upload.',
  'strays.scanned': 'Compared with the records: objects {objects}. No strays any more: {gone}.',
  'strays.found_at': 'Found',
  'strays.found_by': 'By',
  'strays.by_event': 'event',
  'strays.by_listing': 'comparison',
  'strays.size': 'Size',
  'strays.object': 'Object',
  'verify.sheet_whole':
    'The sheet agrees with the record: {unit}, plan {notation}, version {version}, approved at {moment} (event {events}).',
  'verify.sheet_failed': 'The sheet {file} cannot be relied on.',
  'verify.sheet_differs': '{fact}: the sheet says {sheet}, the record says {history}.',
  'verify.sheet_no_facts': 'This file is no approval sheet, or its data have been removed.',
  'verify.sheet_never_approved': 'By the record, no plan of this unit has ever been approved.',
  'verify.sheet_other_file':
    'The data of the sheet agree with the record, but the file is not the one made at the approval: what it shows may have been changed.',
  'verify.sheet_not_on_record':
    'Nothing on record tells which file was made at the approval, so what the sheet shows cannot be confirmed.',
  'verify.sheet_no_longer_approved':
    'The sheet agrees with the record of then, but the approval no longer stands: it was withdrawn, or the plan was reopened.',
  'verify.fact_absent': 'nothing',
  'verify.fact.format': 'kind of sheet',
  'verify.fact.directiveId': 'directive',
  'verify.fact.unitId': 'unit',
  'verify.fact.unitName': 'name of the unit',
  'verify.fact.notation': 'number',
  'verify.fact.issuedOn': 'date of issue',
  'verify.fact.signerOffice': 'office of the signer',
  'verify.fact.version': 'version',
  'verify.fact.submittedAt': 'submitted at',
  'verify.fact.submittedBy': 'submitted by',
  'verify.fact.files': 'file',
  'verify.fact.decisions': 'decision',
  'verify.fact.approvedAt': 'approved at',
  'verify.fact.events': 'number of events',
  'verify.fact.lastHash': 'hash of the last event',
  'verify.fact.stage': 'stage',
  'verify.fact.stageName': 'name of the stage',
  'verify.fact.name': 'name',
  'verify.fact.title': 'title',
  'verify.fact.inPlaceOf': 'in place of',
  'verify.fact.at': 'at',
  'verify.fact.choice': 'choice',
  'verify.fact.remarks': 'remarks',
  'verify.fact.itemComments': 'on item',
  'verify.fact.itemId': 'id',
  'verify.fact.text': 'text',
  'verify.fact.size': 'size',
  'verify.fact.sha256': 'SHA-256',

  'change.closed_under_way':
    'Under way; can still be decided on and sent again, but nobody is reminded any more: {names}',
  'change.closed_missing': 'Have sent nothing, and cannot any more: {names}',
  'change.closed': 'Closed {directive}: it takes no plans any more.',
  'change.extended': '{unit}: extended, the deadline is now {deadline}.',
  'change.excused': '{unit}: excused, no plan is owed.',
  'change.reopened': '{unit}: the plan goes back to be completed by {date}.',
  'change.not_later': 'The new deadline must lie after the present one ({deadline}).',
  'change.not_open':
    'The directive is closed, or was never opened wholly, so nothing about it can be changed. How it stands: ward-plans list --lang en',
  'change.unit_near': 'Did you mean {nearest}?',

  'reminders.ahead': 'Ahead, as things stand:',
  'reminders.none': '(nothing)',
  'reminders.mails': 'Mails of this directive, {out} of {all} gone out, {waiting} still to go:',
  'reminders.sent': 'Reminders that were ordered, and what came of them:',
  'reminders.when': 'When',
  'reminders.what': 'What',
  'reminders.unit': 'Unit',
  'reminders.to': 'To',
  'reminders.letter': 'Letter',
  'reminders.status': 'Outcome',
  'reminders.count': 'Mails',
  'reminders.more': 'and {count} more',
  'reminders.units': '{count} units',
  'reminders.mails_to': '{count} mails',
  'reminders.not_delivered_more': '... and {count} more that were not delivered: --all lists them',
  'reminders.unit_reminder': 'reminder, working days left: {days}',
  'reminders.unit_overdue': 'overdue, by working days: {days}',
  'reminders.review_reminder': 'decision due',
  'reminders.review_overdue': 'decision late, by working days: {days}',
  'reminders.not_delivered': 'Not delivered: {unit}, {name}, since {moment}',
  'delivery.each': '{name} gets each letter.',
  'delivery.daily': '{name} gets one digest a day.',
  'delivery.no_digest': '{name} gets no digests.',
  'usage.not_a_year': '“{value}” is not a year.',
  'usage.not_an_address': 'not a mail address: {value}',

  'reviewers.changed': '{step}: the reviewers are now {names}. Plans that changed at once: {plans}.',
  'reviewers.nothing_waits': 'No plan of {unit} is with reviewers now, so there is no review to pass on.',
  'reviewers.reassigned': '{unit}: the review of {former} now lies with {name}.',
  'correct.has_left': 'But {name} has left and gets no mail. Should that be wrong: ward-plans leave {id} --undo',
  'correct.done':
    'Mail for {name} now goes to {address}; the old links are dead and a letter with new ones is on its way. Invitations sent again: {count}.',
  'leave.done': '{name} has left as of {since}: the links of this person open nothing any more.',
  'leave.undone': '{name} is back: links that have not expired open again.',
  'leave.given_back': 'Delegated reviews that are the reviewers’ own again ({count}):',
  'leave.delegate_decides': '{unit}: delegated to {name}, who can still decide',
  'leave.without_clerk': 'Nobody of these units gets letters any more; import somebody new:',
  'leave.still_asked': 'Note: reviews that still wait for this person: {count}. Give them to somebody else:',
  'holding.elapsed': 'Working days',
  'holding.with_unit': 'With the unit',
  'holding.with_reviewers': 'With reviewers',
  'holding.settled': 'Settled',
  'holding.reviewers': 'Each reviewer',
  'holding.reviewer': '{name} {days}',
  'holding.reviewer_waiting': '{name} {days} (waited for answers: {waiting})',

  'help.usage': 'Usage: ward-plans COMMAND [options]',
  'help.options': `Options of every command:
  --stage NAME     work on a stage on AWS (default: the local run of this machine)
  --region REGION  AWS region of the stage, where neither its file in infra/stages nor AWS_REGION says it
  --data FOLDER    folder of the local run (default .ward-plans)
  --lang vi|en     language
  --debug          show details of what goes wrong unexpectedly
  --help           how a command is used

Ends with 0: done; 1: refused or failed; 2: called wrongly.`,
  'help.call_import': 'import FILE...',
  'help.short_import': 'take people, units and working calendars from YAML files',
  'help.long_import': `Each file has one or more of people, units, calendar. All that is wrong in the files is told at once, with line and column; nothing is written then. Importing an id again puts its entry right.

  ward-plans import examples/cau-giay-2018/register.yaml examples/cau-giay-2018/calendar-2018.yaml`,
  'help.call_open': 'open FILE [--dry-run]',
  'help.short_open': 'open a directive: assign and write to each unit',
  'help.long_open': `Shows the deadline, the units, the review route and the reminders to come. Running it again is safe: it only does what is missing.

  --dry-run        check and show only, write nothing

  ward-plans open examples/cau-giay-2018/directive.yaml --dry-run`,
  'help.call_list': 'list',
  'help.short_list': 'list the directives',
  'help.long_list': 'The latest opened comes first.',
  'help.call_report': 'report DIRECTIVE [--json|--csv] [--at MOMENT]',
  'help.short_report': 'who has submitted, who is late, with whom it waits',
  'help.long_report': `  --json           data for another program
  --csv            a spreadsheet (UTF-8 with a byte order mark)
  --at MOMENT      judge deadlines at this moment, such as "08:00 30/3/2018"

  ward-plans report cau-giay-2018 --csv > report.csv`,
  'help.call_verify': 'verify DIRECTIVE [UNIT [--sheet FILE.pdf]]',
  'help.short_verify': 'check that the histories are whole',
  'help.long_verify': `Computes the hash chain of all events again, and compares every stored row (state, versions, reviews, questions, what the report shows, the list of units) with what the events lead to. Ends with 1 where something differs, and names the row.

  --sheet FILE.pdf compare every fact of an approval sheet with the history; ends with 1 and says which one differs

  ward-plans verify cau-giay-2018 dich-vong --sheet SHEET.pdf`,
  'help.call_strays': 'strays [--scan]',
  'help.short_strays': 'list objects in the bucket that belong to no upload',
  'help.long_strays': `Nobody sees such an object, and nothing removes it: the runbook says what to do. Ends with 1 where there are any.

  --scan           compare the whole bucket with the records first

  ward-plans strays --scan --stage STAGE`,
  'help.call_add': 'add DIRECTIVE UNIT...',
  'help.short_add': 'ask more units for what an open directive asks',
  'help.long_add': `The units must be in the register (see import). Each gets its invitation at once and the reminders that still lie ahead, overdue ones included. Running it again does nothing twice.`,
  'help.call_close': 'close DIRECTIVE',
  'help.short_close': 'close a directive: it takes no plans any more',
  'help.long_close':
    'A closed directive can still be looked at, and cannot be opened again. Plans that were sent are still decided on, and sent again when returned; the command names the units under way and those that have sent nothing.',
  'help.call_extend': 'extend DIRECTIVE UNIT --date DAY --reason "WHY"',
  'help.short_extend': 'give one unit a later deadline',
  'help.long_extend': `Give the new deadline in exactly one of three ways; it must lie after the present one. A returned plan may be completed until then.

  --date DAY       until that day, which still counts
  --before DAY     before that day
  --at MOMENT      until that moment
  --reason WHY     kept in the history

  ward-plans extend cau-giay-2018 mai-dich --date 5/4/2018 --reason "The ward asked for more time"`,
  'help.call_excuse': 'excuse DIRECTIVE UNIT --reason "WHY"',
  'help.short_excuse': 'excuse one unit: it owes no plan any more',
  'help.long_excuse': 'The reason is kept in the history. This cannot be taken back.',
  'help.call_reopen': 'reopen DIRECTIVE UNIT --reason "WHY"',
  'help.short_reopen': 'send an approved plan back to be completed',
  'help.long_reopen': 'The unit gets a letter with the reason and the day until which to complete it.',
  'help.call_reviewers': 'reviewers DIRECTIVE STEP PERSON... --reason "WHY"',
  'help.short_reviewers': 'give a step of the review other reviewers',
  'help.long_reviewers': `Plans that are in the step change at once, those that come later find the new reviewers. What was decided stays; who is not asked any more is told once. Running it again is safe.

  --reason WHY     kept in the history of each plan

  ward-plans reviewers cau-giay-2018 1 noi-vu-chuyen-vien --reason "The head is away"`,
  'help.call_reassign': 'reassign DIRECTIVE UNIT --from PERSON --to PERSON --reason "WHY"',
  'help.short_reassign': 'give one open review to somebody else',
  'help.long_reassign': `Concerns the plan of one unit alone. The field stays as it is; the working days allowed begin anew.

  --from PERSON    who is asked now
  --to PERSON      who is asked from now on
  --reason WHY     kept in the history

  ward-plans reassign cau-giay-2018 mai-dich --from noi-vu-truong-phong --to noi-vu-chuyen-vien --reason "On sick leave"`,
  'help.call_correct': 'correct PERSON ADDRESS',
  'help.short_correct': 'the right mail address for somebody: old links are dead, new ones are sent',
  'help.long_correct': `For mail that did not arrive. Invitations that had not arrived go out again to the new address.

  ward-plans correct mai-dich-van-thu vanthu@maidich.caugiay.example`,
  'help.call_leave': 'leave PERSON [--undo]',
  'help.short_leave': 'somebody has left: the links of that person are dead',
  'help.long_leave': `Names the reviews that still wait for the person, and units of which nobody is left; the office gets a letter. What was delegated to the person is the reviewers’ own again. Importing the register again does not bring the person back.

  --undo           the person is back`,
  'help.call_holding': 'holding DIRECTIVE [--json]',
  'help.short_holding': 'working days that each plan has been with its unit and with each reviewer',
  'help.long_holding': `The day on which a plan arrives is not counted, the day on which it goes on is. Reviewers of one step hold a plan together, so theirs may come to more. Days of waiting for the unit to answer are the unit's, where the directive says so.

  --json           data for another program`,
  'help.call_reminders': 'reminders DIRECTIVE [UNIT] [--all] [--json]',
  'help.short_reminders': 'show the reminders ahead, what was sent and what came of it',
  'help.long_reminders': `Changes nothing. "Not delivered" is not "not answered": put the address right with "correct".
Steps that many units have alike are one line, and long lists are summed up: --all, or a UNIT, shows each by itself.

Example:
  ward-plans reminders cau-giay-2018`,
  'help.call_delivery': 'delivery PERSON each|daily|no_digest',
  'help.short_delivery': 'choose how somebody gets mail',
  'help.long_delivery': `each: letter by letter; daily: one digest a day; no_digest: never several things in one letter, only the most urgent is told.

  ward-plans delivery noi-vu-truong-phong daily`,
  'help.call_calendar': 'calendar ID [YEAR]',
  'help.short_calendar': 'show a working calendar: days off, days worked instead, and who set them',
  'help.long_calendar': `Days marked EXPECTED are not decreed yet. Importing the file again puts a calendar right (see import).

  ward-plans calendar vn 2026`,
  'help.call_help': 'help [COMMAND]',
  'help.short_help': 'how it is used',
  'help.long_help': 'Without a command, lists all of them.',
};
