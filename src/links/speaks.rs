//! At which level an article speaks of itself: 我市, 全县, 省委, 副市长.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::{Text, WordList, is_han};

/// The level at which an article speaks of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Speaks {
    State,
    Province,
    Prefecture,
    City,
    County,
    District,
    Banner,
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

/// What a word says; of two that begin at one place the first counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// A body or post, by its place in [`BODIES`], where no name runs into it.
    Body(usize),
    /// A body or post of its own.
    Post,
    /// The article's own word.
    Own,
}

/// Every word, with what it says of a level, by the level's place in [`WORDS`].
struct Marks {
    list: WordList,
    says: Vec<Vec<(usize, Says)>>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let mut says: BTreeMap<String, Vec<(usize, Says)>> = BTreeMap::new();
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
    let list = WordList::new((0..).zip(says.keys()).map(|(i, word)| (word, i)));
    let says = says.into_values().collect();
    Marks { list, says }
});

/// How much the text speaks at each level, most first: bodies and posts count for more than 全市.
pub(super) fn levels(text: &Text) -> Vec<(Speaks, f64)> {
    let mut out = WORDS.map(|(speaks, ..)| (speaks, 0.0_f64)).to_vec();
    let mut found = Vec::new();
    for (n, paragraph) in text.read().enumerate() {
        let place = if n < 3 { 2.0 } else { 1.0 };
        let line = text.str(paragraph.span);
        in_line(line, &mut found);
        let mut covered = (0, 0);
        for &(level, start, says, end) in &found {
            if covered.0 == level && start < covered.1 {
                continue;
            }
            covered = (level, end);
            let weight = match (out[level].0, says) {
                (_, Says::Body(_) | Says::Post) => 1.0,
                (Speaks::State, Says::Own) => 0.7,
                (_, Says::Own) if line[start..].starts_with('我') => 3.0,
                (_, Says::Own) => 0.5,
            };
            out[level].1 += weight * place;
        }
    }
    // Lower levels speak of higher ones more than the other way round.
    for (speaks, total) in &mut out {
        *total *= match speaks {
            Speaks::State => 0.8,
            Speaks::Township => 1.2,
            _ => 1.0,
        };
    }
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    out
}

/// What shows a level in a line, by level and start; a body with the characters around it on
/// which it depends.
fn in_line(line: &str, found: &mut Vec<(usize, usize, Says, usize)>) {
    let Marks { list, says } = &*MARKS;
    found.clear();
    list.each(line, |start, end, word| {
        for &(level, says) in &says[word as usize] {
            let whole = match says {
                Says::Body(body) => bounded(line, start, end, BODIES[body].1),
                Says::Post | Says::Own => Some((start, end)),
            };
            found.extend(whole.map(|(start, end)| (level, start, says, end)));
        }
    });
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
