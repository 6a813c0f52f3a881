//! Names of meetings, and whether two are of one meeting.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::text::Regex;

/// A meeting's name, and what of it is compared with others.
pub(super) struct Name<'t> {
    pub(super) whole: &'t str,
    chars: usize,
    /// With bodies abbreviated and without 第.
    plain: String,
    /// 第…次.
    session: Option<&'t str>,
    /// Without any session.
    unnumbered: Cow<'t, str>,
    /// Without term and session, with bodies abbreviated.
    termless: String,
    /// Without 全, 我 and a level word at its front.
    bare: &'t str,
    /// The level of whoever holds it, where the name begins with it: 全省…会议, 市委….
    level: Option<char>,
}

impl<'t> Name<'t> {
    pub(super) fn new(whole: &'t str) -> Self {
        static SESSION: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"第[^，。]{1,5}次").expect("a valid pattern"));
        static TERM: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\d{4}年|第?[一二三四五六七八九十\d]{1,4}届|第?[一二三四五六七八九十百零\d]{1,6}次").expect("a valid pattern")
        });
        let numbered = whole.contains(['第', '届', '次']);
        Self {
            whole,
            chars: whole.chars().count(),
            plain: whole
                .replace("人民代表大会常务委员会", "人大常委会")
                .replace("中国共产党", "中共")
                .replace('第', ""),
            session: numbered
                .then(|| SESSION.find(whole).map(|m| m.as_str()))
                .flatten(),
            unnumbered: if numbered {
                SESSION.replace_all(whole, "")
            } else {
                whole.into()
            },
            termless: {
                let termless = if numbered {
                    TERM.replace_all(whole, "")
                } else {
                    whole.into()
                };
                abbreviated(&termless)
            },
            bare: bare(whole),
            level: level(whole),
        }
    }

    /// Whether this name has a level in front and the other none: 镇防火工作会议, 防火工作会.
    pub(super) fn of_a_level_besides(&self, other: &Self) -> bool {
        self.level.is_some() && other.level.is_none() && self.whole != other.whole
    }

    /// Whether two names are of one meeting: alike but for the region, the session's number or
    /// an abbreviation, or one holds most of the other.
    pub(super) fn same(&self, other: &Self) -> bool {
        if let (Some(one), Some(other)) = (self.session, other.session)
            && one != other
        {
            return false;
        }
        // 全省…视频会议, 全市…视频会议.
        if let (Some(one), Some(other)) = (self.level, other.level)
            && one != other
        {
            return false;
        }
        // 国务院常务会议, 市政府常务会议.
        let national = |name: &str| {
            ["国务院", "中央", "全国", "中共中央"]
                .iter()
                .any(|w| name.starts_with(w))
        };
        if national(self.whole) != national(other.whole) && self.chars >= 6 && other.chars >= 6 {
            return false;
        }
        if self.plain == other.plain
            || self.unnumbered == other.unnumbered
                && (self.session.is_none() || other.session.is_none())
        {
            return true;
        }
        let (short, long) = if self.chars <= other.chars {
            (self, other)
        } else {
            (other, self)
        };
        // 县人大常委会会议, 某县第十七届人大常委会第二十次会议; 市政府常务会议, 第32次常务会议.
        let (numbered, other) = if self.session.is_some() {
            (self, other)
        } else {
            (other, self)
        };
        if numbered.session.is_some() && other.session.is_none() {
            let (few, many) = if numbered.termless.len() <= other.termless.len() {
                (&numbered.termless, &other.termless)
            } else {
                (&other.termless, &numbered.termless)
            };
            if few.chars().count() >= 4 && many.ends_with(few.as_str()) {
                return true;
            }
        }
        if short.whole.starts_with('第') && long.whole.ends_with(short.whole) {
            return true;
        }
        let (few, many) = (short.bare.chars().count(), long.chars);
        let share = few as f64 / many as f64;
        long.whole.contains(short.bare)
            && (share >= 0.5 && few >= 6
                || few >= 5 && long.whole.ends_with(short.bare)
                || share >= 0.8)
    }
}

/// A meeting's name with the bodies in it abbreviated: 政协安阳市委员会 → 安阳市政协.
fn abbreviated(name: &str) -> String {
    static CONFERENCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:中国人民政治协商会议|政协)(\p{Han}{2,8}?)委员会").expect("a valid pattern")
    });
    let short = name
        .replace("常务委员会", "常委会")
        .replace("人民代表大会", "人大")
        .replace("人民政府", "政府");
    if short.contains("政协") || short.contains("协商会议") {
        return CONFERENCE.replace_all(&short, "${1}政协").into_owned();
    }
    short
}

/// A name without 全, 我 and the level word at its front; that of a body (市委) stays.
fn bare(name: &str) -> &str {
    const BODIES: [&str; 9] = ["委", "政", "人大", "纪", "级", "长", "直", "属", "域"];
    let stripped = name.trim_start_matches(['全', '我']);
    let rest = stripped.trim_start_matches(['省', '市', '县', '区']);
    if BODIES.iter().any(|w| rest.starts_with(w)) {
        stripped
    } else {
        rest
    }
}

/// The level at the front of a name.
fn level(name: &str) -> Option<char> {
    let rest = name.trim_start_matches(['全', '我']);
    let level = rest
        .chars()
        .next()
        .filter(|c| "国省市县区州盟旗镇乡".contains(*c))?;
    // 全区 of an autonomous region, 区域, 市场, 国有, 乡村, 州城 are no levels.
    let next = rest.chars().nth(1)?;
    let word = matches!(
        (level, next),
        ('区', '域' | '块')
            | ('市', '场' | '域')
            | ('国', _)
            | ('乡', '村')
            | ('县', '域')
            | ('省', '级' | '直')
    );
    (!word || name.starts_with("全国")).then_some(level)
}
