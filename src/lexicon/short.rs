//! Short names of divisions: what remains without the generic word and the ethnic groups.

use super::gazetteer::Level;

/// Ethnic groups as they stand in names of divisions, longer before shorter.
const GROUPS: [&str; 62] = [
    "柯尔克孜族",
    "乌孜别克族",
    "达斡尔族",
    "鄂温克族",
    "鄂伦春族",
    "哈萨克族",
    "维吾尔族",
    "塔吉克族",
    "柯尔克孜",
    "土家族",
    "蒙古族",
    "朝鲜族",
    "布依族",
    "哈尼族",
    "傈僳族",
    "拉祜族",
    "纳西族",
    "景颇族",
    "仫佬族",
    "毛南族",
    "仡佬族",
    "布朗族",
    "阿昌族",
    "普米族",
    "德昂族",
    "独龙族",
    "基诺族",
    "门巴族",
    "珞巴族",
    "撒拉族",
    "保安族",
    "东乡族",
    "裕固族",
    "锡伯族",
    "赫哲族",
    "高山族",
    "俄罗斯族",
    "塔塔尔族",
    "哈萨克",
    "维吾尔",
    "塔吉克",
    "达斡尔",
    "壮族",
    "回族",
    "苗族",
    "彝族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "傣族",
    "黎族",
    "佤族",
    "畲族",
    "水族",
    "土族",
    "羌族",
    "怒族",
    "藏族",
    "京族",
    "蒙古",
    "锡伯",
];

/// Endings with which a name is not cut: the rest would name nobody.
const WHOLE: [&str; 16] = [
    "开发区",
    "园区",
    "示范区",
    "管理区",
    "实验区",
    "试验区",
    "矿区",
    "度假区",
    "保税区",
    "合作区",
    "左旗",
    "右旗",
    "前旗",
    "后旗",
    "中旗",
    "联合旗",
];

/// Generic words of each level, longer before shorter.
const CITY_AND_ABOVE: [&str; 7] = ["特别行政区", "自治区", "自治州", "地区", "省", "市", "盟"];
const COUNTY: [&str; 9] = [
    "行政委员会",
    "自治县",
    "自治旗",
    "新区",
    "林区",
    "县",
    "市",
    "区",
    "旗",
];
const TOWNSHIP: [&str; 6] = ["街道办事处", "民族乡", "街道", "苏木", "镇", "乡"];

/// Returns the short name: never under two characters, the name itself if nothing goes.
pub(super) fn short_name(name: &'static str, level: Level) -> &'static str {
    if WHOLE.iter().any(|ending| name.ends_with(ending)) {
        return name;
    }
    let generic: &[&str] = match level {
        Level::State => return "中国",
        Level::Province | Level::City => &CITY_AND_ABOVE,
        Level::County => &COUNTY,
        Level::Township => &TOWNSHIP,
    };
    let Some(stem) = generic.iter().find_map(|word| cut(name, word)) else {
        return name;
    };
    let autonomous = name.contains("自治");
    let ethnic_township = level == Level::Township && stem.ends_with('族');
    if !autonomous && !ethnic_township {
        return stem;
    }
    let without_group = |short| {
        GROUPS
            .iter()
            .chain(&["各族"])
            .find_map(|group| cut(short, group))
    };
    let short = std::iter::successors(Some(stem), |&short| without_group(short))
        .last()
        .unwrap_or(stem);
    match cut(short, "族") {
        Some(shorter) if autonomous => shorter,
        _ => short,
    }
}

/// Returns the form between full and short: 恩施州, 长白县, 鄂伦春旗; none for others.
pub(super) fn middle_name(name: &str, short: &str) -> Option<String> {
    let last = ["自治州", "自治县", "自治旗"]
        .iter()
        .find(|word| name.ends_with(*word))?
        .chars()
        .last()?;
    Some(format!("{short}{last}"))
}

/// Cuts an ending off if two characters or more remain.
fn cut(name: &'static str, ending: &str) -> Option<&'static str> {
    name.strip_suffix(ending)
        .filter(|rest| rest.chars().nth(1).is_some())
}

#[cfg(test)]
mod tests {
    use super::{middle_name, short_name};
    use crate::lexicon::Level::{City, County, Province, Township};

    #[test]
    fn cuts_generic_words_and_ethnic_groups() {
        for (name, level, short) in [
            ("内蒙古自治区", Province, "内蒙古"),
            ("新疆维吾尔自治区", Province, "新疆"),
            ("广西壮族自治区", Province, "广西"),
            ("香港特别行政区", Province, "香港"),
            ("安阳市", City, "安阳"),
            ("锡林郭勒盟", City, "锡林郭勒"),
            ("喀什地区", City, "喀什"),
            ("海西蒙古族藏族自治州", City, "海西"),
            ("克孜勒苏柯尔克孜自治州", City, "克孜勒苏"),
            ("都安瑶族自治县", County, "都安"),
            ("东乡族自治县", County, "东乡"),
            ("积石山保安族东乡族撒拉族自治县", County, "积石山"),
            ("隆林各族自治县", County, "隆林"),
            ("鄂温克族自治旗", County, "鄂温克"),
            ("浦东新区", County, "浦东"),
            ("神农架林区", County, "神农架"),
            ("苏尼特右旗", County, "苏尼特右旗"),
            ("赵县", County, "赵县"),
            ("城区", County, "城区"),
            ("戴南镇", Township, "戴南"),
            ("开元街道", Township, "开元"),
            ("五峰满族朝鲜族乡", Township, "五峰"),
        ] {
            assert_eq!(short_name(name, level), short, "{name}");
        }
    }

    #[test]
    fn keeps_the_last_word_of_an_autonomous_division() {
        let middle = |name, short| middle_name(name, short);
        assert_eq!(
            middle("长白朝鲜族自治县", "长白").as_deref(),
            Some("长白县")
        );
        assert_eq!(
            middle("恩施土家族苗族自治州", "恩施").as_deref(),
            Some("恩施州")
        );
        assert_eq!(middle("安阳市", "安阳"), None);
    }
}
