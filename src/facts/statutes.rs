//! Statutes in time: which law or regulation a document is, and which of its dated texts was in
//! force on the day of the main meeting. What the table cannot decide is left open, with a note.

use super::{Document, Record, Statute};
use crate::base::{Note, PartialDate};
use crate::lexicon::{COMPILED, DivisionId, Force, Texts};
use crate::links::{Titled, statute};

/// Links the documents of a record to statutes, and those to the texts of the day.
///
/// ```
/// use zhengmai::{facts::Reader, ingest::Article};
/// let text = "禹州市召开会议\n2021年8月31日，禹州市召开安全生产工作会议，学习新《安全生产法》。";
/// let record = Reader::new().read(&Article::new(text));
/// let statute = record.documents[0].statute.as_ref().unwrap();
/// // The new text was in force from the next day on.
/// assert_eq!((statute.force.as_str(), statute.text.as_deref()), ("in force", Some("2014-08-31")));
/// ```
pub(super) fn read(record: &mut Record, region: Option<DivisionId>) {
    let day = day(record);
    let mut notes = Vec::new();
    for document in &mut record.documents {
        match statute(&document.title, region) {
            Titled::One(known) => document.statute = Some(as_of(document, known, day, &mut notes)),
            Titled::Several(candidates) => {
                let candidates = candidates.into_iter().map(str::to_owned).collect();
                let reason = "no one statute has this title";
                notes.push(about(document, reason).with_candidates(candidates));
            }
            Titled::Unknown => {}
        }
    }
    record.notes.append(&mut notes);
}

/// The day of the main meeting; where it has none, that of publication.
fn day(record: &Record) -> Option<PartialDate> {
    let meeting = record.meetings.first().and_then(|m| m.date.as_ref());
    meeting.or(record.published.as_ref())?.parse().ok()
}

/// What a statute was on a day; notes say what is open, and why none was in force.
fn as_of(
    document: &Document,
    known: &Texts<'static>,
    day: Option<PartialDate>,
    notes: &mut Vec<Note>,
) -> Statute {
    let mut statute = Statute {
        title: known.title().to_owned(),
        force: "unknown".to_owned(),
        text: None,
    };
    let Some(day) = day.filter(|day| day.is_full()) else {
        let reason = match day {
            Some(day) => format!("which text was in force is open: of the day only {day} is known"),
            None => "which text was in force is open: no day is known".to_owned(),
        };
        notes.push(about(document, reason));
        return statute;
    };
    let of =
        |text: &crate::lexicon::Statute<'_>| text.day().map_or(String::new(), |d| d.to_string());
    let (force, reason) = match known.on(day) {
        Force::Text(text) => {
            statute.text = text.day().map(|d| d.to_string());
            ("in force", None)
        }
        Force::NotYet(first) => {
            let reason = match first.effective {
                Some(from) => format!("not yet in force on {day}, but from {from} on"),
                None => format!("not yet in force on {day}: promulgated on {}", of(first)),
            };
            ("not yet in force", Some(reason))
        }
        Force::Ended(end) => {
            let reason = format!("no longer in force on {day}: repealed from {end} on");
            ("repealed", Some(reason))
        }
        Force::Undated => {
            let reason = "which text was in force is open: the table of statutes has no day of it";
            ("unknown", Some(reason.to_owned()))
        }
        Force::Before(earliest) => {
            let reason = format!(
                "which text was in force on {day} is open: the earliest that the table of \
                 statutes has is of {}",
                of(earliest)
            );
            ("unknown", Some(reason))
        }
        Force::Starting(text) => {
            let reason = format!(
                "which text was in force on {day} is open: from when on that of {} is, the \
                 table of statutes does not say",
                of(text)
            );
            ("unknown", Some(reason))
        }
        Force::Ending(text) => {
            let reason = format!(
                "repealed after its text of {}; whether before {day}, the table of statutes \
                 does not say",
                of(text)
            );
            ("unknown", Some(reason))
        }
    };
    statute.force = force.to_owned();
    notes.extend(reason.map(|reason| about(document, reason)));
    if day > COMPILED && statute.text.is_some() {
        let reason = format!(
            "the table of statutes is whole up to {COMPILED}: a text of after it may be in force"
        );
        notes.push(about(document, reason));
    }
    statute
}

fn about(document: &Document, reason: impl Into<String>) -> Note {
    Note::new(format!("《{}》", document.title), reason)
}
