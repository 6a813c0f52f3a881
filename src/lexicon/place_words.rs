//! Words that names of places end in, areas, waters and mountains that are known by name, and
//! words that look like names of places.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::table::rows;

/// The tables `place_words.tsv`, by kind, and `landforms.tsv`.
#[derive(Debug)]
pub struct PlaceWords {
    endings: Vec<&'static str>,
    extensions: FxHashMap<char, Vec<&'static str>>,
    areas: Vec<&'static str>,
    landforms: Vec<&'static str>,
    never: HashSet<&'static str>,
    villages: Vec<&'static str>,
    common: HashSet<&'static str>,
    homonyms: HashSet<&'static str>,
}

impl PlaceWords {
    pub(super) fn load() -> Self {
        let text = include_str!("../../data/place_words.tsv");
        let mut out = Self {
            endings: Vec::new(),
            extensions: FxHashMap::default(),
            areas: Vec::new(),
            landforms: Vec::new(),
            never: HashSet::new(),
            villages: Vec::new(),
            common: HashSet::new(),
            homonyms: HashSet::new(),
        };
        for row in rows("place_words.tsv", text, ["word", "kind"]) {
            let [word, kind] = row.fields;
            match kind {
                "ending" => out.endings.push(word),
                "extension" => {
                    let first = word.chars().next().unwrap_or_default();
                    out.extensions.entry(first).or_default().push(word);
                }
                "area" => out.areas.push(word),
                "never" => {
                    out.never.insert(word);
                    if word.ends_with('村') && word != "村" {
                        out.villages.push(word);
                    }
                }
                "common" => {
                    out.common.insert(word);
                }
                "homonym" => {
                    out.homonyms.insert(word);
                }
                _ => row.malformed(&format!("`{kind}` is no kind of place word")),
            }
        }
        let landforms = include_str!("../../data/landforms.tsv");
        let landforms = rows("landforms.tsv", landforms, ["name", "kind"]);
        out.landforms = landforms.map(|row| row.fields[0]).collect();
        let longest_first = |word: &&str| std::cmp::Reverse(word.len());
        out.endings.sort_by_key(longest_first);
        for extensions in out.extensions.values_mut() {
            extensions.sort_by_key(longest_first);
        }
        out
    }

    /// Returns what unknown names end in (水库, 河, 开发区), longest first.
    pub fn endings(&self) -> impl Iterator<Item = &'static str> {
        self.endings.iter().copied()
    }

    /// Returns the longest ending that a word has.
    #[must_use]
    pub fn ending(&self, word: &str) -> Option<&'static str> {
        self.endings().find(|e| word.ends_with(e))
    }

    /// Returns the longest ending that a listed place takes into its name and `rest` begins with.
    #[must_use]
    pub fn extension(&self, rest: &str) -> Option<&'static str> {
        let extensions = self.extensions.get(&rest.chars().next()?)?;
        extensions.iter().copied().find(|e| rest.starts_with(e))
    }

    /// Returns areas that are known by name: 京津冀, 长三角.
    pub fn areas(&self) -> impl Iterator<Item = &'static str> {
        self.areas.iter().copied()
    }

    /// Returns rivers, lakes, reservoirs, mountains, passes, bays and regions that are known by
    /// name: 妫水河, 三门湾, 藏北草原.
    pub fn landforms(&self) -> impl Iterator<Item = &'static str> {
        self.landforms.iter().copied()
    }

    /// Tells whether a word ends like a place and names none in particular: 母亲河, 农村.
    #[must_use]
    pub fn is_never(&self, word: &str) -> bool {
        self.never.contains(word)
    }

    /// Tells whether a name ends in a kind of village: 重点帮扶村.
    #[must_use]
    pub fn is_kind_of_village(&self, name: &str) -> bool {
        self.villages.iter().any(|kind| name.ends_with(kind))
    }

    /// Tells whether a division's name is far more often an ordinary word: 和平, 兴国, 小城镇.
    #[must_use]
    pub fn is_common(&self, name: &str) -> bool {
        self.common.contains(name)
    }

    /// Tells whether a county's short name is an ordinary word too (长子, 高台), so that alone it
    /// leads to no county.
    #[must_use]
    pub fn is_homonym(&self, name: &str) -> bool {
        self.homonyms.contains(name)
    }
}
