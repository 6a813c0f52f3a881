//! The divisions of the country, from the state down to townships, and lookups over them.
//!
//! Codes are GB/T 2260 (six digits) and its nine-digit extension for townships. Rows that
//! only group others (市辖区, 县, 省直辖县级行政区划) are in no name index and in no path.

use std::borrow::Cow;
use std::ops::Index;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::short::{middle_name, short_name};
use super::table::rows;

/// A level of divisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The country.
    State,
    /// Provinces, autonomous regions, municipalities (北京市), special regions.
    Province,
    /// Cities with districts, autonomous prefectures, leagues, prefectures.
    City,
    /// Counties, districts, banners, county-level cities.
    County,
    /// Towns, townships, subdistricts.
    Township,
}

/// A place in the table of divisions; get the division by indexing the [`Gazetteer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionId(u32);

/// A division.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// Six digits, nine for a township.
    pub code: &'static str,
    /// Its own full name: 都安瑶族自治县.
    pub name: &'static str,
    /// Its own name without generic word and ethnic groups: 都安. Two characters or more.
    pub short: &'static str,
    /// Its level.
    pub level: Level,
    /// Code of the division above, which may only group others; empty for the state.
    pub parent: &'static str,
}

impl Division {
    /// Tells whether it only groups others (市辖区) and names no place.
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        matches!(
            self.name,
            "市辖区" | "县" | "街道" | "省直辖县级行政区划" | "自治区直辖县级行政区划"
        )
    }

    /// Tells whether it is 北京市, 天津市, 上海市 or 重庆市.
    #[must_use]
    pub fn is_municipality(&self) -> bool {
        self.level == Level::Province && self.name.ends_with('市')
    }

    /// Tells whether it is a league (盟) or prefecture (地区), whose government is a 行署.
    #[must_use]
    pub fn is_league(&self) -> bool {
        self.level == Level::City && (self.name.ends_with('盟') || self.name.ends_with("地区"))
    }

    /// Returns the words that its own news calls it by (我市, 全市, 市委): the usual one first.
    #[must_use]
    pub fn level_words(&self) -> &'static [&'static str] {
        const WORDS: [(&str, &[&str]); 17] = [
            ("特别行政区", &["特别行政区", "特区"]),
            ("自治区", &["自治区", "区"]),
            ("自治州", &["州", "自治州"]),
            ("自治县", &["县", "自治县"]),
            ("自治旗", &["旗", "自治旗"]),
            ("地区", &["地区", "地"]),
            ("新区", &["新区", "区"]),
            ("林区", &["林区", "区"]),
            ("街道", &["街道"]),
            ("省", &["省"]),
            ("市", &["市"]),
            ("盟", &["盟"]),
            ("县", &["县"]),
            ("区", &["区"]),
            ("旗", &["旗"]),
            ("镇", &["镇"]),
            ("乡", &["乡"]),
        ];
        WORDS
            .iter()
            .find(|(ending, _)| self.name.ends_with(ending))
            .map_or(&[], |(_, words)| words)
    }
}

/// All divisions and the indices over their names.
#[derive(Debug)]
pub struct Gazetteer {
    divisions: Vec<Division>,
    /// For each division the one above, passing over those that only group others.
    above: Vec<Option<DivisionId>>,
    /// How names and short names begin, as bits of a hash of their first two characters.
    beginnings: Vec<u64>,
    /// Bytes of the longest of them.
    longest: usize,
    by_code: FxHashMap<&'static str, DivisionId>,
    by_name: FxHashMap<&'static str, Vec<DivisionId>>,
    by_short: FxHashMap<Cow<'static, str>, Vec<DivisionId>>,
    aliases: FxHashMap<DivisionId, Vec<&'static str>>,
    abbreviations: Vec<(&'static str, DivisionId)>,
}

/// Bits for the beginnings of names.
const BEGINNINGS: usize = 1 << 18;

/// The bit of the first two characters; no name has fewer.
fn beginning(name: &str) -> Option<usize> {
    let mut chars = name.chars();
    let (one, two) = (chars.next()? as u32, chars.next()? as u32);
    let both = (one << 16 ^ two).wrapping_mul(0x9e37_79b1);
    Some((both >> (32 - BEGINNINGS.ilog2())) as usize)
}

impl Index<DivisionId> for Gazetteer {
    type Output = Division;

    fn index(&self, id: DivisionId) -> &Division {
        &self.divisions[id.0 as usize]
    }
}

impl Gazetteer {
    pub(super) fn load() -> Self {
        let mut gazetteer = Self {
            divisions: Vec::with_capacity(45_000),
            above: Vec::new(),
            beginnings: vec![0; BEGINNINGS / 64],
            longest: 0,
            by_code: FxHashMap::with_capacity_and_hasher(45_000, FxBuildHasher),
            by_name: FxHashMap::with_capacity_and_hasher(45_000, FxBuildHasher),
            by_short: FxHashMap::with_capacity_and_hasher(45_000, FxBuildHasher),
            aliases: FxHashMap::default(),
            abbreviations: Vec::new(),
        };
        for row in rows(
            "divisions.tsv",
            include_str!("../../data/divisions.tsv"),
            ["code", "name", "level", "parent"],
        ) {
            let [code, name, level, parent] = row.fields;
            let level = match level {
                "state" => Level::State,
                "province" => Level::Province,
                "city" => Level::City,
                "county" => Level::County,
                other => row.malformed(&format!("`{other}` is no level")),
            };
            if gazetteer.by_code(code).is_some() {
                row.malformed(&format!("the code `{code}` stands above already"));
            }
            gazetteer.insert(code, name, level, parent);
        }
        for row in rows(
            "townships.tsv",
            include_str!("../../data/townships.tsv"),
            ["code", "name", "parent"],
        ) {
            let [code, name, parent] = row.fields;
            if gazetteer.by_code(parent).is_none() {
                row.malformed(&format!("no division has the code `{parent}`"));
            }
            // 济源市沁园街道 stands in the source for 沁园街道.
            let above = gazetteer.by_code(parent).map_or("", |p| gazetteer[p].name);
            let own = name
                .strip_prefix(above)
                .filter(|own| own.ends_with(['镇', '乡', '道']) && own.chars().count() >= 3);
            gazetteer.insert(code, own.unwrap_or(name), Level::Township, parent);
        }
        for row in rows(
            "division_aliases.tsv",
            include_str!("../../data/division_aliases.tsv"),
            ["alias", "code"],
        ) {
            let [alias, code] = row.fields;
            let Some(id) = gazetteer.by_code(code) else {
                row.malformed(&format!("no division has the code `{code}`"));
            };
            gazetteer.aliases.entry(id).or_default().push(alias);
            gazetteer.index_short(Cow::Borrowed(alias), id);
        }
        for row in rows(
            "province_abbreviations.tsv",
            include_str!("../../data/province_abbreviations.tsv"),
            ["abbreviation", "code"],
        ) {
            let [abbreviation, code] = row.fields;
            let Some(id) = gazetteer.by_code(code) else {
                row.malformed(&format!("no division has the code `{code}`"));
            };
            gazetteer.abbreviations.push((abbreviation, id));
        }
        let direct: Vec<Option<DivisionId>> = gazetteer
            .divisions
            .iter()
            .map(|division| gazetteer.by_code(division.parent))
            .collect();
        gazetteer.above = gazetteer
            .iter()
            .map(|(id, _)| gazetteer.place_above(id, &direct))
            .collect();
        gazetteer
    }

    fn place_above(&self, id: DivisionId, direct: &[Option<DivisionId>]) -> Option<DivisionId> {
        let parent = direct[id.0 as usize]?;
        let passed_over = self[parent].is_placeholder() || self[parent].name == self[id].name;
        if passed_over {
            self.place_above(parent, direct)
        } else {
            Some(parent)
        }
    }

    fn insert(
        &mut self,
        code: &'static str,
        name: &'static str,
        level: Level,
        parent: &'static str,
    ) {
        let id = DivisionId(self.divisions.len() as u32);
        let short = short_name(name, level);
        let division = Division {
            code,
            name,
            short,
            level,
            parent,
        };
        self.divisions.push(division);
        self.by_code.insert(code, id);
        if division.is_placeholder() || self.repeats_parent(&division) {
            return;
        }
        self.by_name.entry(name).or_default().push(id);
        self.note_beginning(name);
        self.index_short(Cow::Borrowed(short), id);
        if let Some(middle) = middle_name(name, short) {
            self.index_short(Cow::Owned(middle), id);
        }
    }

    /// Tells whether a county row stands for the whole city above it (东莞市 in 东莞市).
    fn repeats_parent(&self, division: &Division) -> bool {
        self.by_code(division.parent)
            .is_some_and(|parent| self[parent].name == division.name)
    }

    fn index_short(&mut self, short: Cow<'static, str>, id: DivisionId) {
        self.note_beginning(&short);
        let ids = self.by_short.entry(short).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    fn note_beginning(&mut self, name: &str) {
        self.longest = self.longest.max(name.len());
        if let Some(bit) = beginning(name) {
            self.beginnings[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Tells whether a name or short name may stand at the front of a text: where it says no,
    /// none does.
    #[must_use]
    pub fn may_open(&self, text: &str) -> bool {
        beginning(text).is_some_and(|bit| self.beginnings[bit / 64] & 1 << (bit % 64) != 0)
    }

    /// Iterates over the ends in a text of what may be a name or short name at its front, the
    /// longest first.
    pub fn ends_of_names(&self, text: &str) -> impl Iterator<Item = usize> {
        let mut most = self.longest.min(text.len());
        while !text.is_char_boundary(most) {
            most -= 1;
        }
        let front = if self.may_open(text) {
            &text[..most]
        } else {
            ""
        };
        front.char_indices().rev().map(|(i, c)| i + c.len_utf8())
    }

    /// Iterates over all divisions: state to counties in the order of codes, then townships.
    pub fn iter(&self) -> impl Iterator<Item = (DivisionId, &Division)> {
        (0..).map(DivisionId).zip(&self.divisions)
    }

    /// Finds a division by its code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<DivisionId> {
        self.by_code.get(code).copied()
    }

    /// Finds the divisions of a full name: 朝阳区 has two.
    #[must_use]
    pub fn by_name(&self, name: &str) -> &[DivisionId] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Finds the divisions of a short name or alias (安阳, 恩施州, 科左中旗), townships last.
    #[must_use]
    pub fn by_short(&self, short: &str) -> &[DivisionId] {
        self.by_short.get(short).map_or(&[], Vec::as_slice)
    }

    /// Returns the abbreviations of provinces (豫), each with its province.
    #[must_use]
    pub fn abbreviations(&self) -> &[(&'static str, DivisionId)] {
        &self.abbreviations
    }

    /// Returns all ways to write a division: full name, middle form, short name, aliases.
    #[must_use]
    pub fn short_forms(&self, id: DivisionId) -> Vec<Cow<'static, str>> {
        let division = &self[id];
        let middle = middle_name(division.name, division.short).map(Cow::Owned);
        let aliases = self.aliases.get(&id).into_iter().flatten();
        let mut forms: Vec<Cow<'static, str>> = Vec::new();
        for form in std::iter::once(Cow::Borrowed(division.name))
            .chain(middle)
            .chain([Cow::Borrowed(division.short)])
            .chain(aliases.map(|&alias| Cow::Borrowed(alias)))
        {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }

    /// Returns the division above, passing over those that only group others.
    #[must_use]
    pub fn parent(&self, id: DivisionId) -> Option<DivisionId> {
        self.above[id.0 as usize]
    }

    /// Iterates over a division and those above it, the state last.
    pub fn chain(&self, id: DivisionId) -> impl Iterator<Item = DivisionId> {
        std::iter::successors(Some(id), |&above| self.parent(above))
    }

    /// Returns the divisions above, nearest first, the state last.
    #[must_use]
    pub fn parents(&self, id: DivisionId) -> Vec<DivisionId> {
        self.chain(id).skip(1).collect()
    }

    /// Tells whether a division is another one or lies in it.
    #[must_use]
    pub fn is_within(&self, id: DivisionId, other: DivisionId) -> bool {
        self.chain(id).any(|above| above == other)
    }

    /// Returns the province that a division is or lies in; none for the state.
    #[must_use]
    pub fn province(&self, id: DivisionId) -> Option<DivisionId> {
        self.chain(id)
            .find(|&above| self[above].level == Level::Province)
    }

    /// Returns the full name from the province down: 河南省安阳市; 中国 for the state.
    #[must_use]
    pub fn full_path(&self, id: DivisionId) -> String {
        let division = &self[id];
        if division.level == Level::State {
            return division.short.to_owned();
        }
        let mut names = vec![division.name];
        let above = self.parents(id);
        names.extend(
            above
                .iter()
                .map(|&above| &self[above])
                .filter(|above| above.level != Level::State)
                .map(|above| above.name),
        );
        names.reverse();
        names.concat()
    }

    /// Returns the name that agencies of a division carry: 安阳市, 杭州市临平区 (a district
    /// stands after its city), 昭觉县四开镇 (a township after its county).
    ///
    /// ```
    /// use zhengmai::lexicon::Lexicon;
    /// let places = Lexicon::embedded().gazetteer();
    /// let linping = places.by_name("临平区")[0];
    /// assert_eq!(places.official_name(linping), "杭州市临平区");
    /// ```
    #[must_use]
    pub fn official_name(&self, id: DivisionId) -> String {
        let division = &self[id];
        let follows = match division.level {
            Level::Township => true,
            Level::County => division.name.ends_with('区'),
            Level::State | Level::Province | Level::City => false,
        };
        let parent = self
            .parent(id)
            .filter(|&above| follows && self.prefixes(above, division));
        match parent {
            Some(above) => self.official_name(above) + division.name,
            None => division.name.to_owned(),
        }
    }

    /// Tells whether a division's agencies put the name of the one above before its own.
    fn prefixes(&self, above: DivisionId, division: &Division) -> bool {
        let parent = &self[above];
        let city = parent.level == Level::City || parent.is_municipality();
        let carries_it = division.name.starts_with(parent.short);
        // 广西凭祥综合保税区 carries its city's name within its own.
        let zone = !division.name.ends_with(['镇', '乡', '道']);
        let within = zone && division.name.contains(parent.short);
        // 大亚湾经济技术开发区 has a name of its own, 经济开发区 and 城南经济开发区 only where they lie.
        let own = ["经济开发区", "经济技术开发区"]
            .iter()
            .filter_map(|kind| division.name.strip_suffix(kind))
            .any(|name| {
                name.chars().nth(1).is_some()
                    && !name.contains(['东', '西', '南', '北', '中', '城', '县', '区'])
            });
        division.level == Level::Township && !within && !own
            || division.level != Level::Township && city && !carries_it
    }
}
