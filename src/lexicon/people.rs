//! What names of persons are made of, and the titles that stand beside them.

use super::table::rows;

/// Whether a surname has one character or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SurnameKind {
    /// 李.
    Single,
    /// 欧阳.
    Compound,
}

/// A surname.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surname {
    /// The surname.
    pub surface: &'static str,
    /// Whether it has one character or more.
    pub kind: SurnameKind,
    /// Approximate share of the population, per mille; below 1 a rank only.
    pub weight: f32,
}

/// A part of a name that is transliterated from another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamePart {
    /// The part: 扎西, 巴雅尔, 买买提.
    pub surface: &'static str,
    /// The people in whose names it is common, in English.
    pub people: &'static str,
}

/// What a title implies of its body when it stands after a bare level word (副市长).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TitleBody {
    /// 市长: the government.
    Government,
    /// 总河长: the jurisdiction itself.
    Jurisdiction,
    /// 总理: a body of the nation, which the title alone names.
    State,
    /// 主任: nothing, the body must stand before it.
    None,
}

/// A title of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// The title: 常务副市长.
    pub surface: &'static str,
    /// The body that it implies.
    pub body: TitleBody,
}

pub(super) fn surnames() -> Vec<Surname> {
    rows(
        "surnames.tsv",
        include_str!("../../data/surnames.tsv"),
        ["surname", "kind", "weight"],
    )
    .map(|row| Surname {
        surface: row.fields[0],
        kind: match row.fields[1] {
            "single" => SurnameKind::Single,
            "compound" => SurnameKind::Compound,
            other => row.malformed(&format!("`{other}` is no kind of surname")),
        },
        weight: match row.optional(2, "a weight") {
            Some(weight) => weight,
            None => row.malformed("the weight is missing"),
        },
    })
    .collect()
}

pub(super) fn name_parts() -> Vec<NamePart> {
    rows(
        "name_syllables.tsv",
        include_str!("../../data/name_syllables.tsv"),
        ["part", "people"],
    )
    .map(|row| NamePart {
        surface: row.fields[0],
        people: row.fields[1],
    })
    .collect()
}

pub(super) fn titles() -> Vec<Title> {
    rows(
        "titles.tsv",
        include_str!("../../data/titles.tsv"),
        ["title", "body"],
    )
    .map(|row| Title {
        surface: row.fields[0],
        body: match row.fields[1] {
            "government" => TitleBody::Government,
            "jurisdiction" => TitleBody::Jurisdiction,
            "state" => TitleBody::State,
            "" => TitleBody::None,
            other => row.malformed(&format!("`{other}` is no body that a title implies")),
        },
    })
    .collect()
}
