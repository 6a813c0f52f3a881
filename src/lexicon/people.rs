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

/// Where an affix stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TitleAffixKind {
    /// Before a title: 党组(书记), 常务(副主任).
    Prefix,
    /// After a person's name: (刘健)同志, (刘健)一行.
    Follower,
}

/// A word that stands before a title or follows a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TitleAffix {
    /// The word.
    pub surface: &'static str,
    /// Where it stands.
    pub kind: TitleAffixKind,
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

pub(super) fn title_affixes() -> Vec<TitleAffix> {
    rows(
        "title_affixes.tsv",
        include_str!("../../data/title_affixes.tsv"),
        ["affix", "kind"],
    )
    .map(|row| TitleAffix {
        surface: row.fields[0],
        kind: match row.fields[1] {
            "prefix" => TitleAffixKind::Prefix,
            "follower" => TitleAffixKind::Follower,
            other => row.malformed(&format!("`{other}` is no kind of affix")),
        },
    })
    .collect()
}
