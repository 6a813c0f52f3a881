//! What shows at which level an article speaks of itself: 我市, 全县, 省委, 副市长.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::scan::{Landmark, Scan};
use crate::base::Span;
use crate::text::{Text, is_han};

/// The level at which an article speaks of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Speaks {
    /// The centre.
    State,
    /// A province.
    Province,
    /// A prefecture or league.
    Prefecture,
    /// A city.
    City,
    /// A county.
    County,
    /// A district.
    District,
    /// A banner.
    Banner,
    /// A town, township or street.
    Township,
}

/// Words of a level, which bodies and posts follow (市 + 委); words of the article's own (全市),
/// which count for less; bodies and posts that are words themselves.
type Words = (Speaks, &'static str, &'static str, &'static str);

const WORDS: [Words; 8] = [
    (
        Speaks::State,
        "中央|国家",
        "党中央|国务院|全国人大|全国政协|新华社北京|新闻联播",
        "国务院总理|国务院副总理|中央政治局",
    ),
    (
        Speaks::Province,
        "省|自治区",
        "我省|全省",
        "自治区党委|自治区主席|自治区副主席|副省长|省长",
    ),
    (
        Speaks::Prefecture,
        "州|盟|地区",
        "我州|全州|我盟|全盟|全地区",
        "副州长|州长|副盟长|盟长|行署|地委书记|地委副书记|地委委员",
    ),
    (Speaks::City, "市", "我市|全市", "副市长|市长"),
    (Speaks::County, "县", "我县|全县", "副县长|县长"),
    (Speaks::District, "区", "我区|全区", "副区长|区长"),
    (Speaks::Banner, "旗", "我旗|全旗", "副旗长|旗长"),
    (
        Speaks::Township,
        "镇|乡|街道",
        "我镇|全镇|全乡",
        "全街道|我街道",
    ),
];

/// Whether a character may follow.
type Follows = fn(char) -> bool;

/// What stands behind a word for a level in bodies and posts, and whether a character may follow
/// there; none where anything or nothing may.
const BODIES: [(&str, Option<Follows>); 13] = [
    ("党委", None),
    ("党工委", None),
    ("委", Some(|c| !"员托".contains(c))),
    ("政府", None),
    ("行署", None),
    ("人大", None),
    ("政协", None),
    ("纪委", None),
    ("直", Some(|c| "机单有部".contains(c))),
    ("领导", None),
    ("住", None),
    ("级", None),
    ("长", None),
];

/// All levels, as they are numbered.
pub(crate) const LEVELS: [Speaks; 8] = [
    Speaks::State,
    Speaks::Province,
    Speaks::Prefecture,
    Speaks::City,
    Speaks::County,
    Speaks::District,
    Speaks::Banner,
    Speaks::Township,
];

/// What a word says; of two that begin at one place the first counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Says {
    /// A body or post, by its place in [`BODIES`], where no name runs into it.
    Body(usize),
    /// A body or post of its own.
    Post,
    /// The article's own word.
    Own,
}

/// Every word, with what it says of a level, by the level's place in [`WORDS`].
static MARKS: LazyLock<FxHashMap<String, Vec<(usize, Says)>>> = LazyLock::new(|| {
    let mut says: FxHashMap<String, Vec<(usize, Says)>> = FxHashMap::default();
    for (level, (_, words, own, posts)) in WORDS.iter().enumerate() {
        let mut add = |word: String, what| says.entry(word).or_default().push((level, what));
        for word in words.split('|') {
            for (i, (body, _)) in BODIES.iter().enumerate() {
                add(format!("{word}{body}"), Says::Body(i));
            }
        }
        posts.split('|').for_each(|w| add(w.to_owned(), Says::Post));
        own.split('|').for_each(|w| add(w.to_owned(), Says::Own));
    }
    says
});

/// The words, in no order.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    MARKS.keys().map(String::as_str)
}

/// What shows a level on a line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shown {
    /// The level, by its place in [`LEVELS`].
    pub(crate) level: usize,
    /// Where it begins and ends, in bytes of the line; a body with the characters around it on
    /// which it depends.
    pub(crate) start: usize,
    pub(crate) says: Says,
    pub(crate) end: usize,
}

/// What shows a level on a line, by level and start.
pub(crate) fn shown(text: &Text, scan: &Scan, line: Span, found: &mut Vec<Shown>) {
    found.clear();
    let said = text.str(line);
    for word in scan.landmarks(Landmark::Level, line) {
        let (start, end) = (word.start() - line.start(), word.end() - line.start());
        for &(level, says) in MARKS.get(text.str(*word)).into_iter().flatten() {
            let whole = match says {
                Says::Body(body) => bounded(said, start, end, BODIES[body].1),
                Says::Post | Says::Own => Some((start, end)),
            };
            found.extend(whole.map(|(start, end)| Shown {
                level,
                start,
                says,
                end,
            }));
        }
    }
    found.sort_unstable();
}

/// A body's word with the character before it, which is no part of a name, and the one after
/// it on which it depends.
fn bounded(
    line: &str,
    start: usize,
    end: usize,
    follows: Option<Follows>,
) -> Option<(usize, usize)> {
    let before = line[..start].chars().next_back();
    let apart = |c: char| !is_han(c) || "在由受向和与经我据时任".contains(c);
    let end = match follows {
        Some(follows) => {
            let next = line[end..].chars().next().filter(|c| follows(*c))?;
            end + next.len_utf8()
        }
        None => end,
    };
    before
        .is_none_or(apart)
        .then(|| (start - before.map_or(0, char::len_utf8), end))
}
