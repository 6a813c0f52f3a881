//! What stays open about agencies and places: of which 区 the 区教育局 is, which of several
//! divisions of one name 朝阳区 is. The candidates stay with the note.

use super::index::INDEX;
use super::{of_level, of_name};
use crate::base::Note;
use crate::lexicon::{DivisionId, Level, Lexicon};

/// More candidates than these tell nothing.
const MOST_CANDIDATES: usize = 12;

/// Words for the level of a jurisdiction that begin the surface of an agency.
const LEVELS: [&str; 9] = ["省", "自治区", "市", "州", "盟", "县", "区", "旗", "镇"];

/// What is open about the jurisdiction of the agencies that a surface names, none of which it
/// spells out.
pub(super) fn of_agency(surface: &str, region: Option<DivisionId>) -> Option<Note> {
    let level = LEVELS.iter().find_map(|level| {
        let core = surface.strip_prefix(level)?;
        let known = INDEX.bodies.contains_key(core) || INDEX.departments.contains_key(core);
        (known && of_level(level, region).is_none()).then_some(level)
    });
    if let Some(level) = level {
        let reason = format!("of which {level} it is, the article does not tell");
        return Some(Note::new(surface, reason).with_candidates(below(level, region)));
    }
    let ends = Lexicon::embedded().gazetteer().ends_of_names(surface);
    let mut heads = ends.map(|end| &surface[..end]);
    let head = heads.find(|head| head.len() < surface.len() && namesakes(head) > 0)?;
    Some(Note {
        about: surface.to_owned(),
        ..of_place(head, region)?
    })
}

/// What is open about a place: several divisions have its name, and none is nearer than the
/// others to the article's jurisdiction.
///
/// ```
/// use zhengmai::{facts::Reader, ingest::Article};
/// let article = Article::new("安阳市召开会议\n安阳市召开招商工作会议。考察组将到朝阳区考察。");
/// let note = &Reader::new().read(&article).notes[0];
/// assert_eq!(note.about, "朝阳区");
/// assert_eq!(note.candidates, ["北京市朝阳区", "吉林省长春市朝阳区"]);
/// ```
pub(super) fn of_place(name: &str, region: Option<DivisionId>) -> Option<Note> {
    if namesakes(name) < 2 || of_name(name, region).is_some() {
        return None;
    }
    let gazetteer = Lexicon::embedded().gazetteer();
    let found = gazetteer.by_name(name).iter();
    let candidates = few(found.map(|&d| gazetteer.full_path(d)).collect());
    let reason = "several divisions have this name, and none is nearer to the article's";
    Some(Note::new(name, reason).with_candidates(candidates))
}

/// How many divisions from the county up have this name.
fn namesakes(name: &str) -> usize {
    let gazetteer = Lexicon::embedded().gazetteer();
    let found = gazetteer.by_name(name).iter();
    found
        .filter(|&&d| gazetteer[d].level != Level::Township)
        .count()
}

/// The divisions right below a jurisdiction for which a level word can stand.
fn below(level: &str, region: Option<DivisionId>) -> Vec<String> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let Some(region) = region.filter(|&d| gazetteer[d].level != Level::State) else {
        return Vec::new();
    };
    let inside = gazetteer
        .iter()
        .filter(|(id, _)| gazetteer.parent(*id) == Some(region))
        .filter(|(id, _)| of_level(level, Some(*id)) == Some(*id));
    few(inside.map(|(_, d)| d.name.to_owned()).collect())
}

fn few(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    if names.len() > MOST_CANDIDATES {
        names.clear();
    }
    names
}
