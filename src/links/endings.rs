//! What an organisation's last words say of it: their full form, and its class.

/// Spells out abbreviated endings.
pub(super) fn expand(core: &str) -> String {
    for (short, long) in [
        ("交警支队", "交通警察支队"),
        ("交警大队", "交通警察大队"),
        ("交警总队", "交通警察总队"),
        ("管委会办公室", "管理委员会办公室"),
        ("工管委", "工作管理委员会"),
        ("管委会", "管理委员会"),
        ("党工委", "工作委员会"),
        ("执法委", "执法委员会"),
        ("集团", "集团有限公司"),
        ("办", "办公室"),
    ] {
        if core.ends_with(short) && !core.ends_with(long) {
            return core[..core.len() - short.len()].to_owned() + long;
        }
    }
    core.to_owned()
}

/// The class of an organisation by what its name ends in.
pub(super) fn class(surface: &str) -> &'static str {
    let ends = |words: &[&str]| words.iter().any(|w| surface.ends_with(w));
    if ends(&[
        "公司",
        "集团",
        "银行",
        "支行",
        "分行",
        "电厂",
        "分厂",
        "供电局",
        "供电所",
        "煤矿",
        "信用社",
    ]) {
        "企业"
    } else if ends(&[
        "领导小组",
        "指挥部",
        "领导小组办公室",
        "指挥部办公室",
        "专班",
        "工作组",
        "督察组",
        "督导组",
        "检查组",
        "指导组",
        "巡视组",
        "巡察组",
        "联席会议办公室",
    ]) {
        "议事协调机构"
    } else if ends(&["大学", "学院", "学校", "中学", "小学", "党校"]) {
        "学校"
    } else if ends(&[
        "医院",
        "中心",
        "研究院",
        "研究所",
        "试验站",
        "管护站",
        "科学院",
        "图书馆",
        "博物馆",
        "文化馆",
        "服务站",
    ]) {
        "事业单位"
    } else if ends(&[
        "协会",
        "学会",
        "商会",
        "联合会",
        "基金会",
        "研究会",
        "促进会",
    ]) {
        "社会组织"
    } else if ends(&["工会", "妇联", "团委", "残联", "科协"]) {
        "人民团体"
    } else if ends(&["法院", "法庭"]) {
        "法院"
    } else if ends(&["检察院"]) {
        "检察院"
    } else if ends(&["党委", "党总支", "党支部", "工委", "党组"]) {
        "党委"
    } else if ends(&["兵团", "军区", "武装部"]) {
        "军队"
    } else if ends(&[
        "局",
        "厅",
        "委",
        "办",
        "委员会",
        "队",
        "所",
        "处",
        "站",
        "院",
        "办公室",
        "海关",
    ]) {
        "部门"
    } else {
        "其他"
    }
}
