//! One pass over the text for every word of the lexicons; the recognisers ask it what
//! starts or ends where.

mod index;
mod landmarks;

use std::borrow::Cow;
use std::sync::LazyLock;

use index::Index;
pub(super) use landmarks::Landmark;
use rustc_hash::FxHashSet;

use crate::base::Span;
use crate::lexicon::{Level, Lexicon};
use crate::text::{Regex, Text, WordList, jieba};

/// What a word of the lexicons is; the number is its place in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// A division's full name: 安阳市, 恰热克镇.
    Division,
    /// A division's short name: 安阳, 都安.
    Short,
    /// A county's short name that is a common word too: 大东, 仙桃.
    Homonym,
    /// A department's name or abbreviation: 住建局, 发改委.
    Department(u32),
    /// An abbreviation that names a department only in a list: 环保, 工信.
    ListOnly(u32),
    /// A body named after a level word: 委组织部, 政府办.
    Body(u32),
    /// A body that its surface names only in a list: 供电, 消防.
    ListedBody(u32),
    /// A Party body without 委 before it: 政法委, 统战部.
    Bare(u32),
    /// A national body: 国务院, 工信部.
    National(u32),
    /// A post's title: 常务副市长.
    Title(u32),
}

/// A word of the lexicons in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Where.
    pub span: Span,
    /// What.
    pub word: Word,
}

/// All hits of a text, by start and by end.
#[derive(Debug)]
pub struct Scan {
    by_start: Vec<Hit>,
    by_end: Vec<Hit>,
    starts: Index,
    ends: Index,
    /// Where the landmarks of each kind begin.
    landmarks: [Vec<Span>; landmarks::KINDS],
}

struct Table {
    words: Vec<Word>,
    /// What a found string is: which of the words, and which kinds of landmark (a bit each).
    found: Vec<(u32, u32, u32)>,
    list: WordList,
}

/// What a string of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    Word(Word),
    Landmark(u32),
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let mut entries: Vec<(Cow<'static, str>, Word)> = Vec::with_capacity(80_000);
    let gazetteer = lexicon.gazetteer();
    let words = lexicon.place_words();
    for (id, division) in gazetteer
        .iter()
        .filter(|(_, d)| !d.is_placeholder() && !is_kind(d.name))
    {
        entries.push((division.name.into(), Word::Division));
        if matches!(division.level, Level::Township | Level::State) {
            continue;
        }
        for form in gazetteer.short_forms(id) {
            if form == division.name {
                continue;
            }
            // 会同, 公安 are counties too, but the words are far commoner; cities are well known.
            let ordinary = words.is_homonym(&form) || words.is_common(&form);
            if division.level < Level::County || !ordinary || is_known_place(&form) {
                entries.push((form, Word::Short));
            } else if jieba().tag(&form, false)[0]
                .tag
                .starts_with(['n', 'a', 'b', 'z', 'j', 't', 'i', 'l'])
            {
                entries.push((form, Word::Homonym));
            }
        }
    }
    for (i, department) in (0..).zip(lexicon.departments()) {
        entries.extend(
            department
                .surfaces()
                .map(|a| (a.into(), Word::Department(i))),
        );
        entries.extend(
            department
                .list_words()
                .map(|a| (a.into(), Word::ListOnly(i))),
        );
    }
    for (i, body) in (0..).zip(lexicon.bodies()) {
        let word = if body.list_only {
            Word::ListedBody(i)
        } else {
            Word::Body(i)
        };
        entries.push((body.surface.into(), word));
        // 自治区党委农办, 州党委宣传部: of an autonomous area as 省委农办 of a province.
        if body.surface.starts_with('委') && body.surface != "委" {
            entries.push((format!("党{}", body.surface).into(), word));
        }
        // 政法委, 统战部 also stand without the Party committee before them.
        if let Some(bare) = body
            .surface
            .strip_prefix('委')
            .filter(|b| b.chars().count() >= 3)
        {
            entries.push((bare.into(), Word::Bare(i)));
        }
    }
    entries.extend(
        (0..)
            .zip(lexicon.national())
            .map(|(i, n)| (n.surface.into(), Word::National(i))),
    );
    entries.extend(
        (0..)
            .zip(lexicon.titles())
            .map(|(i, t)| (t.surface.into(), Word::Title(i))),
    );
    entries.retain(|(pattern, _)| !pattern.is_empty());
    let mut entries: Vec<(Cow<'static, str>, Entry)> = entries
        .into_iter()
        .map(|(pattern, word)| (pattern, Entry::Word(word)))
        .collect();
    let landmarks = landmarks::words().into_iter();
    entries.extend(landmarks.map(|(word, kind)| (word, Entry::Landmark(1 << kind as u32))));
    entries.sort_unstable();
    entries.dedup();
    let mut words = Vec::with_capacity(entries.len());
    let mut found = Vec::new();
    let mut patterns = Vec::new();
    for group in entries.chunk_by(|a, b| a.0 == b.0) {
        let from = words.len() as u32;
        let mut kinds = 0;
        for (_, entry) in group {
            match entry {
                Entry::Word(word) => words.push(*word),
                Entry::Landmark(kind) => kinds |= kind,
            }
        }
        patterns.push((group[0].0.as_ref(), patterns.len() as u32));
        found.push((from, words.len() as u32, kinds));
    }
    let list = WordList::new(patterns);
    Table { words, found, list }
});

/// Whether the segmenter knows a short name as a place's, or does not know it at all: what it
/// takes for another word (常熟, 凭祥) must be a word of its own where it stands.
fn is_known_place(form: &str) -> bool {
    let tag = jieba().tag(form, false)[0].tag;
    form.chars().count() >= 4
        || !jieba().has_word(form)
        || ["ns", "nr", "nz", "nt"].iter().any(|t| tag.starts_with(t))
}

/// Whether a word of the segmenter stands at a span, or one that goes on with a kind of division
/// (毕节 in 毕节地区).
fn is_word(folded: &str, span: Span) -> bool {
    let before = crate::text::before(folded, span.start(), 3);
    let after = crate::text::after(folded, span.end(), 3);
    let window = &folded[span.start() - before.len()..span.end() + after.len()];
    let mut edge = 0;
    jieba().cut(window, false).iter().any(|token| {
        let from = edge;
        edge += token.word.len();
        from == before.len()
            && token
                .word
                .get(span.len()..)
                .is_some_and(|rest| matches!(rest, "" | "地区" | "市" | "县" | "区" | "州"))
    })
}

/// Short names of divisions that the segmenter takes for other words.
static DOUBTED: LazyLock<FxHashSet<Cow<'static, str>>> = LazyLock::new(|| {
    let gazetteer = Lexicon::embedded().gazetteer();
    gazetteer
        .iter()
        .filter(|(_, d)| !matches!(d.level, Level::Township | Level::State))
        .flat_map(|(id, _)| gazetteer.short_forms(id))
        .filter(|form| !is_known_place(form))
        .collect()
});

/// Whether a division's name is only a kind of place: 高新区, 城关镇.
fn is_kind(name: &str) -> bool {
    const KINDS: [&str; 17] = [
        "林场",
        "农场",
        "牧场",
        "高新区",
        "开发区",
        "经济开发区",
        "经开区",
        "工业园区",
        "高新技术开发区",
        "经济技术开发区",
        "高新技术产业开发区",
        "新区",
        "城区",
        "郊区",
        "矿区",
        "工业园",
        "产业园区",
    ];
    KINDS.contains(&name)
}

impl Scan {
    /// Finds every word of the lexicons, overlapping ones included.
    ///
    /// ```
    /// use zhengmai::mentions::scan::{Scan, Word};
    /// let scan = Scan::new("安阳市住建局局长");
    /// let at = "安阳市".len();
    /// assert!(scan.ending(at).any(|hit| hit.word == Word::Division));
    /// assert!(scan.starting(at).any(|hit| matches!(hit.word, Word::Department(_))));
    /// ```
    pub fn new(folded: &str) -> Self {
        let table = &*TABLE;
        let mut by_start: Vec<Hit> = Vec::with_capacity(folded.len() / 8);
        let mut landmarks: [Vec<Span>; landmarks::KINDS] = Default::default();
        table.list.each(folded, |start, end, word| {
            let (from, to, mut kinds) = table.found[word as usize];
            let span = Span::new(start, end);
            while kinds != 0 {
                landmarks[kinds.trailing_zeros() as usize].push(span);
                kinds &= kinds - 1;
            }
            let words = &table.words[from as usize..to as usize];
            let hits = words.iter().map(|&word| Hit { span, word });
            by_start.extend(hits.filter(|hit| !is_chance(folded, hit)));
        });
        let mut by_end = by_start.clone();
        // By start and end they are sorted already; so they stay where ends are the same.
        by_end.sort_by_key(|hit| hit.span.end());
        let starts = Index::new(folded.len(), by_start.iter().map(|hit| hit.span.start()));
        let ends = Index::new(folded.len(), by_end.iter().map(|hit| hit.span.end()));
        Self {
            by_start,
            by_end,
            starts,
            ends,
            landmarks,
        }
    }

    /// Whether a hit starts at a byte.
    #[inline]
    pub fn starts(&self, at: usize) -> bool {
        self.starts.holds(at)
    }

    /// Hits that start at a byte, shortest first.
    pub fn starting(&self, at: usize) -> impl DoubleEndedIterator<Item = &Hit> {
        self.by_start[self.starts.at(at)].iter()
    }

    /// Hits that end at a byte, longest first.
    pub fn ending(&self, at: usize) -> impl DoubleEndedIterator<Item = &Hit> {
        self.by_end[self.ends.at(at)].iter()
    }

    /// Where the first landmark of a kind at or after a byte begins.
    pub(super) fn next(&self, kind: Landmark, at: usize) -> Option<usize> {
        let places = &self.landmarks[kind as usize];
        let i = places.partition_point(|place| place.start() < at);
        places.get(i).map(|place| place.start())
    }

    /// The landmarks of a kind within a line, by start, the shortest first.
    pub(super) fn landmarks(&self, kind: Landmark, line: Span) -> &[Span] {
        let places = &self.landmarks[kind as usize];
        let from = places.partition_point(|place| place.start() < line.start());
        let count = places[from..].partition_point(|place| place.start() < line.end());
        &places[from..from + count]
    }

    /// Whether a text has a landmark of a kind.
    pub(super) fn has(&self, kind: Landmark) -> bool {
        !self.landmarks[kind as usize].is_empty()
    }

    /// The landmarks of a kind within a line that do not overlap: from left to right, the longest
    /// that begins at a place.
    pub(super) fn longest(&self, kind: Landmark, line: Span) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for &span in self.landmarks(kind, line) {
            match out.last_mut() {
                Some(last) if last.start() == span.start() => *last = span,
                Some(last) if last.end() > span.start() => {}
                _ => out.push(span),
            }
        }
        out
    }

    /// What a pattern has to be searched in that matches nothing on a line without a landmark:
    /// the line, or nothing.
    ///
    /// # Panics
    /// In debug builds if the pattern matches a line without one: then the kind lacks a word.
    pub(super) fn searched<'t>(
        &self,
        text: &'t Text,
        line: Span,
        kind: Landmark,
        pattern: &Regex,
    ) -> &'t str {
        let said = text.str(line);
        let open = !self.landmarks(kind, line).is_empty();
        debug_assert!(
            open || !pattern.is_match(said),
            "{kind:?} lacks a word of `{}` for: {said}",
            pattern.as_str()
        );
        if open { said } else { "" }
    }

    /// The captures of such a pattern, none on a line without a landmark: even to look for them
    /// in nothing allocates.
    pub(super) fn captures<'t>(
        &self,
        text: &'t Text,
        line: Span,
        kind: Landmark,
        pattern: &'t Regex,
    ) -> impl Iterator<Item = regex::Captures<'t>> + use<'t> {
        let line = self.searched(text, line, kind, pattern);
        let found = (!line.is_empty()).then(|| pattern.captures_iter(line));
        found.into_iter().flatten()
    }

    /// Hits within a span, by start.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Hit> {
        let from = self.starts.before(span.start());
        let to = self.starts.before(span.end());
        self.by_start[from..to]
            .iter()
            .filter(move |hit| hit.span.end() <= span.end())
    }

    /// All hits, by start.
    pub fn hits(&self) -> &[Hit] {
        &self.by_start
    }
}

/// Whether a word stands there by chance: 和 before 县 mostly joins two agencies (和县 is a
/// county), 召开州委 is 召开 + 州委 (开州 is a district), 市长 in
/// 石家庄市长安区, and 指挥 is a post of a headquarters
/// (县防指指挥), but elsewhere a verb or part of 指挥部.
fn is_chance(folded: &str, hit: &Hit) -> bool {
    let name = &folded[hit.span.range()];
    let before = &folded[..hit.span.start()];
    match hit.word {
        // 石家庄市长安区: no 市长.
        Word::Title(_) if name.ends_with('长') => opens_division(folded, hit.span.end()),
        Word::Title(_) => {
            name.ends_with("指挥")
                && (!before.ends_with(['部', '指', '组'])
                    || folded[hit.span.end()..].starts_with(['部', '中', '长', '所', '调', '官']))
        }
        // 县委副书记、代县长 is no county's.
        Word::Division | Word::Short if name == "代县" => {
            folded[hit.span.end()..].starts_with('长')
        }
        Word::Division | Word::Short if name == "和县" => {
            before.ends_with(|c: char| c == '》' || ('\u{4e00}'..='\u{9fff}').contains(&c))
        }
        Word::Division | Word::Short => {
            name.starts_with('开') && before.ends_with(['召', '展', '公', '打'])
                || name.starts_with('和') && joins_words(folded, hit.span)
                || hit.word == Word::Short && DOUBTED.contains(name) && !is_word(folded, hit.span)
        }
        _ => false,
    }
}

/// Whether the 长 that ends at `end` opens the name of a county or district: 长安区.
fn opens_division(folded: &str, end: usize) -> bool {
    let rest = &folded[end..];
    let Some((i, kind)) = rest.char_indices().nth(1) else {
        return false;
    };
    let start = end - '长'.len_utf8();
    matches!(kind, '区' | '县' | '市')
        && !Lexicon::embedded()
            .gazetteer()
            .by_name(&folded[start..end + i + kind.len_utf8()])
            .is_empty()
}

/// Whether a place's name is 和 and the first half of a word: 认识 + 和 + 政治.
fn joins_words(folded: &str, span: Span) -> bool {
    let last = folded[span.range()].char_indices().next_back();
    let next = folded[span.end()..].chars().next();
    let (Some((i, _)), Some(next)) = (last, next) else {
        return false;
    };
    let joined = folded[..span.start()].ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
    joined && jieba().has_word(&folded[span.start() + i..span.end() + next.len_utf8()])
}
