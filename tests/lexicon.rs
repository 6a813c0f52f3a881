//! The tables of `data/` keep their promises, and the gazetteer answers.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use zhengmai::lexicon::{Force, Level, Lexicon, Statute};

/// Fails naming the keys that occur twice.
fn assert_unique<K: Ord + Clone + Debug>(table: &str, keys: impl IntoIterator<Item = K>) {
    let mut seen = BTreeSet::new();
    let twice: Vec<K> = keys
        .into_iter()
        .filter(|key| !seen.insert(key.clone()))
        .collect();
    assert!(twice.is_empty(), "{table}: more than once: {twice:?}");
    assert!(!seen.is_empty(), "{table} is empty");
}

#[test]
fn no_key_stands_twice() {
    let lexicon = Lexicon::embedded();
    let words = |d: &zhengmai::lexicon::Department| -> Vec<&str> {
        d.surfaces().chain(d.list_only.iter().copied()).collect()
    };
    assert_unique("divisions", lexicon.gazetteer().iter().map(|(_, d)| d.code));
    assert_unique("departments", lexicon.departments().iter().flat_map(words));
    assert_unique("bodies", lexicon.bodies().iter().map(|b| b.surface));
    assert_unique("national", lexicon.national().iter().map(|n| n.surface));
    assert_unique("parties", lexicon.parties().iter().map(|p| p.short));
    assert_unique("classes", lexicon.classes().iter().map(|c| c.name));
    assert_unique("terms", lexicon.classes().iter().map(|c| c.term));
    assert_unique("titles", lexicon.titles().iter().map(|t| t.surface));
    assert_unique("surnames", lexicon.surnames().iter().map(|s| s.surface));
    assert_unique("name followers", lexicon.name_followers());
    assert_unique("countries", lexicon.countries());
    let texts = lexicon.statutes().all().iter().flat_map(|s| s.all());
    assert_unique("statutes", texts.map(|t| (t.title, t.day(), t.level)));
    let parts = lexicon.name_parts().iter();
    assert_unique("name parts", parts.map(|p| (p.surface, p.people)));
}

#[test]
fn a_word_is_a_department_or_a_body_but_not_both() {
    let lexicon = Lexicon::embedded();
    let departments = lexicon.departments().iter().flat_map(|d| d.surfaces());
    let bodies = lexicon.bodies().iter().map(|b| b.surface);
    assert_unique("departments and bodies", departments.chain(bodies));
}

#[test]
fn every_class_is_known() {
    let lexicon = Lexicon::embedded();
    let classes: BTreeSet<&str> = lexicon.classes().iter().map(|c| c.name).collect();
    let departments = lexicon.departments().iter().map(|d| (d.local, d.class));
    let bodies = lexicon.bodies().iter().map(|b| (b.surface, b.class));
    let national = lexicon.national().iter().map(|n| (n.surface, n.class));
    for (name, class) in departments.chain(bodies).chain(national) {
        assert!(classes.contains(class), "{name}: no class `{class}`");
    }
}

#[test]
fn every_division_but_the_state_has_a_parent() {
    let places = Lexicon::embedded().gazetteer();
    for (id, division) in places.iter() {
        assert_eq!(
            places.parent(id).is_none(),
            division.level == Level::State,
            "{} {}",
            division.code,
            division.name
        );
        let named = division.short.chars().count() >= 2;
        assert!(named || division.is_placeholder(), "{}", division.code);
    }
}

#[test]
fn years_of_departments_are_in_order() {
    for department in Lexicon::embedded().departments() {
        if let (Some(from), Some(to)) = (department.from, department.to) {
            assert!(from <= to, "{}", department.local);
        }
    }
}

#[test]
fn texts_of_a_statute_follow_each_other() {
    for statute in Lexicon::embedded().statutes().all() {
        let title = statute.title();
        for (place, text) in statute.all().iter().enumerate() {
            assert!(!text.first || place == 0, "{title}: not the first");
            for (from, to) in [
                (text.promulgated, text.effective),
                (text.effective, statute.until(place)),
            ] {
                if let (Some(from), Some(to)) = (from, to) {
                    assert!(from <= to, "{title}: {from} after {to}");
                }
            }
        }
    }
}

/// Days at the edges: a text is in force on its first day, which ends the one before.
#[test]
fn texts_are_in_force_from_day_to_day() {
    let force = |title: &str, day: &str| {
        let statutes = Lexicon::embedded().statutes();
        let statute = statutes.titled(title).expect(title);
        let of = |text: &Statute<'_>| text.day().expect("a day").to_string();
        match statute.on(day.parse().expect(day)) {
            Force::Text(text) => of(text),
            Force::NotYet(text) => format!("before {}", of(text)),
            Force::Ended(day) => format!("until {day}"),
            Force::Undated => "undated".to_owned(),
            Force::Before(text) => format!("earlier than {}", of(text)),
            Force::Starting(text) => format!("about {}", of(text)),
            Force::Ending(text) => format!("perhaps {}", of(text)),
        }
    };
    for (title, day, expected) in [
        ("大气污染防治法", "2015-12-31", "2000-04-29"),
        ("大气污染防治法", "2016-01-01", "2015-08-29"),
        ("大气污染防治法", "2018-10-25", "2015-08-29"),
        ("大气污染防治法", "2018-10-26", "2018-10-26"),
        ("大气污染防治法", "1988-05-31", "before 1987-09-05"),
        ("民法典", "2020-12-31", "before 2020-05-28"),
        ("中华人民共和国民法典", "2021-01-01", "2020-05-28"),
        ("合同法", "2020-12-31", "1999-03-15"),
        ("合同法", "2021-01-01", "until 2021-01-01"),
        // Nothing says which texts came before.
        ("环境保护法", "1989-12-25", "earlier than 1989-12-26"),
        // Promulgated, and no day from which it is in force: after a good year it is.
        ("河南省信访条例", "2012-11-28", "earlier than 2012-11-29"),
        ("河南省信访条例", "2012-11-29", "about 2012-11-29"),
        ("河南省信访条例", "2014-01-02", "about 2012-11-29"),
        ("河南省信访条例", "2014-01-03", "2012-11-29"),
        ("中医药条例", "2010-01-01", "perhaps 2003-04-07"),
        ("上海市养犬管理条例", "2020-01-01", "undated"),
    ] {
        assert_eq!(force(title, day), expected, "{title} on {day}");
    }
}

#[test]
fn sources_name_every_table_and_no_other() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let tables: BTreeSet<String> = fs::read_dir(&data)
        .expect("data/ is readable")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("a UTF-8 name"))
        .filter(|name| name != "SOURCES.md")
        .collect();
    let sources = fs::read_to_string(data.join("SOURCES.md")).expect("SOURCES.md is readable");
    let named: BTreeSet<String> = sources
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .filter_map(|line| line.split(" |").next())
        .filter(|name| name.ends_with(".tsv"))
        .map(str::to_owned)
        .collect();
    assert_eq!(tables, named);
}

#[test]
fn paths_run_from_the_province_down() {
    let places = Lexicon::embedded().gazetteer();
    for (code, path, official) in [
        ("100000", "中国", "中华人民共和国"),
        ("110000", "北京市", "北京市"),
        ("410500", "河南省安阳市", "安阳市"),
        ("419001", "河南省济源市", "济源市"),
        ("141181", "山西省吕梁市孝义市", "孝义市"),
        ("330113", "浙江省杭州市临平区", "杭州市临平区"),
        ("500102", "重庆市涪陵区", "重庆市涪陵区"),
        ("500240", "重庆市石柱土家族自治县", "石柱土家族自治县"),
        ("429021", "湖北省神农架林区", "神农架林区"),
        ("653125", "新疆维吾尔自治区喀什地区莎车县", "莎车县"),
        ("152500", "内蒙古自治区锡林郭勒盟", "锡林郭勒盟"),
    ] {
        let id = places.by_code(code).expect(code);
        assert_eq!(places.full_path(id), path);
        assert_eq!(places.official_name(id), official);
    }
}

#[test]
fn short_names_find_their_divisions() {
    let places = Lexicon::embedded().gazetteer();
    for (short, code) in [
        ("安阳", "410500"),
        ("临平", "330113"),
        ("都安", "451228"),
        ("海北", "632200"),
        ("海北州", "632200"),
        ("长白县", "220623"),
        ("锡林郭勒", "152500"),
        ("新疆", "650000"),
        ("内蒙古", "150000"),
        ("莎车", "653125"),
        ("科左中旗", "150521"),
        ("东莞", "441900"),
    ] {
        let found: Vec<&str> = places
            .by_short(short)
            .iter()
            .map(|&id| places[id].code)
            .collect();
        assert!(found.contains(&code), "{short}: {found:?}");
    }
    assert!(places.by_short("市辖").is_empty());
    assert!(places.by_name("市辖区").is_empty());
    assert_eq!(places.by_name("东莞市").len(), 1);
}

#[test]
fn forms_and_words_of_a_division() {
    let places = Lexicon::embedded().gazetteer();
    let enshi = places.by_code("422800").expect("恩施州");
    assert_eq!(
        places.short_forms(enshi),
        ["恩施土家族苗族自治州", "恩施州", "恩施"]
    );
    assert_eq!(places[enshi].level_words(), ["州", "自治州"]);
    let hubei = places.by_code("420000").expect("湖北省");
    assert!(places.is_within(enshi, hubei));
    assert!(!places.is_within(hubei, enshi));
    assert_eq!(places.province(enshi), Some(hubei));
}

#[test]
fn bodies_are_named_for_their_level() {
    let lexicon = Lexicon::embedded();
    for (surface, code, names) in [
        ("法院", "410000", "河南省高级人民法院"),
        ("法院", "410500", "安阳市中级人民法院"),
        ("法院", "430923", "安化县人民法院"),
        ("委统战部", "360424", "中共修水县委统一战线工作部"),
        ("党委组织部", "540000", "中共西藏自治区委组织部"),
        ("政府", "152500", "锡林郭勒盟行政公署"),
        ("政府办", "150000", "内蒙古自治区人民政府办公厅"),
        ("人大", "321281123", "兴化市戴南镇人民代表大会"),
        (
            "街道办事处",
            "350502004",
            "泉州市鲤城区人民政府开元街道办事处",
        ),
        ("军分区", "331100", "中国人民解放军丽水军分区"),
        ("税务局", "320500", "国家税务总局苏州市税务局"),
        ("公安分局", "330113", "杭州市公安局临平区分局"),
        ("政协", "500102", "中国人民政治协商会议重庆市涪陵区委员会"),
        ("行署", "410500", ""),
    ] {
        let body = lexicon
            .bodies()
            .iter()
            .find(|body| body.surface == surface)
            .expect(surface);
        let place = lexicon.gazetteer().by_code(code).expect(code);
        assert_eq!(
            lexicon.body_names(body, place).join("|"),
            names,
            "{surface}"
        );
    }
}

#[test]
fn departments_are_named_for_their_level_and_region() {
    let lexicon = Lexicon::embedded();
    for (word, code, literal, bare) in [
        ("发改", "410500", "安阳市发展和改革委员会", ""),
        ("工信厅", "410000", "河南省工业和信息化厅", ""),
        ("财政", "100000", "中华人民共和国财政部", ""),
        ("卫健局", "350502", "泉州市鲤城区卫生健康局", ""),
        ("环保", "410500", "安阳市环境保护局", ""),
        (
            "住建",
            "500102",
            "重庆市涪陵区住房和城乡建设局",
            "重庆市涪陵区住房和城乡建设委员会",
        ),
        (
            "交通",
            "500102",
            "重庆市涪陵区交通运输局",
            "重庆市涪陵区交通局",
        ),
    ] {
        let department = lexicon
            .departments()
            .iter()
            .find(|d| d.surfaces().any(|s| s == word) || d.list_only.contains(&word))
            .expect(word);
        let place = lexicon.gazetteer().by_code(code).expect(code);
        assert_eq!(lexicon.department_name(department, place), literal);
        let expected = if bare.is_empty() { literal } else { bare };
        assert_eq!(lexicon.bare_department_name(department, place), expected);
    }
}
