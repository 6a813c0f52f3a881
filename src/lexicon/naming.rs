//! Fills the tables of agencies for a place: full official names.

use super::Lexicon;
use super::agencies::{Body, Department};
use super::gazetteer::{DivisionId, Level};

impl Lexicon {
    /// Returns the full name of a department of a jurisdiction, as literally written.
    ///
    /// ```
    /// use zhengmai::lexicon::Lexicon;
    /// let lexicon = Lexicon::embedded();
    /// let housing = lexicon.departments().iter().find(|d| d.aliases.contains(&"住建")).unwrap();
    /// let place = |name| lexicon.gazetteer().by_name(name)[0];
    /// assert_eq!(lexicon.department_name(housing, place("安阳市")), "安阳市住房和城乡建设局");
    /// assert_eq!(lexicon.department_name(housing, place("河南省")), "河南省住房和城乡建设厅");
    /// ```
    #[must_use]
    pub fn department_name(&self, department: &Department, place: DivisionId) -> String {
        let division = &self.gazetteer()[place];
        let stem = match division.level {
            Level::State if !department.national.is_empty() => {
                return department.national.to_owned();
            }
            Level::Province if !division.is_municipality() && !department.province.is_empty() => {
                department.province
            }
            _ => department.local,
        };
        self.gazetteer().official_name(place) + stem
    }

    /// Returns the full name of the department that a bare word (交通, 自然资源) means in a
    /// jurisdiction: what its province calls it where that differs.
    ///
    /// ```
    /// use zhengmai::lexicon::Lexicon;
    /// let lexicon = Lexicon::embedded();
    /// let land = lexicon.departments().iter().find(|d| d.list_only.contains(&"自然资源")).unwrap();
    /// let place = |name| lexicon.gazetteer().by_name(name)[0];
    /// assert_eq!(lexicon.bare_department_name(land, place("清远市")), "清远市自然资源局");
    /// assert_eq!(lexicon.bare_department_name(land, place("苏州市")), "苏州市自然资源和规划局");
    /// ```
    #[must_use]
    pub fn bare_department_name(&self, department: &Department, place: DivisionId) -> String {
        let gazetteer = self.gazetteer();
        let division = &gazetteer[place];
        let local = division.level > Level::Province || division.is_municipality();
        let regional = gazetteer
            .province(place)
            .filter(|_| local)
            .and_then(|province| {
                self.regional_departments
                    .get(&(gazetteer[province].code, department.local))
            });
        match regional {
            Some(stem) => gazetteer.official_name(place) + stem,
            None => self.department_name(department, place),
        }
    }

    /// Returns the full name that a surface is in the province of a jurisdiction, where that has
    /// its own: 区交通局 is no 交通运输局 in Chongqing.
    ///
    /// ```
    /// use zhengmai::lexicon::Lexicon;
    /// let lexicon = Lexicon::embedded();
    /// let place = |name| lexicon.gazetteer().by_name(name)[0];
    /// let name = |surface, at| lexicon.regional_name(surface, place(at));
    /// assert_eq!(name("交通局", "武隆区").as_deref(), Some("重庆市武隆区交通局"));
    /// assert_eq!(name("交通局", "安阳市"), None);
    /// ```
    #[must_use]
    pub fn regional_name(&self, surface: &str, place: DivisionId) -> Option<String> {
        let gazetteer = self.gazetteer();
        let province = gazetteer.province(place)?;
        let stem = self
            .regional_departments
            .get(&(gazetteer[province].code, surface))?;
        Some(gazetteer.official_name(place) + stem)
    }

    /// Returns the full names of a body of a jurisdiction: two for 纪委监委, none where its
    /// level has no such body.
    ///
    /// ```
    /// use zhengmai::lexicon::Lexicon;
    /// let lexicon = Lexicon::embedded();
    /// let body = |surface| lexicon.bodies().iter().find(|b| b.surface == surface).unwrap();
    /// let place = |name| lexicon.gazetteer().by_name(name)[0];
    /// assert_eq!(lexicon.body_names(body("委"), place("安阳市")), ["中共安阳市委员会"]);
    /// assert_eq!(
    ///     lexicon.body_names(body("纪委监委"), place("莎车县")),
    ///     ["中共莎车县纪律检查委员会", "莎车县监察委员会"]
    /// );
    /// ```
    #[must_use]
    pub fn body_names(&self, body: &Body, place: DivisionId) -> Vec<String> {
        let division = &self.gazetteer()[place];
        let patterns = match division.level {
            Level::State => return Vec::new(),
            Level::Province => &body.patterns[0],
            Level::City if division.is_league() => &body.patterns[2],
            Level::City => &body.patterns[1],
            Level::County => &body.patterns[3],
            Level::Township => &body.patterns[4],
        };
        patterns
            .iter()
            .map(|pattern| self.fill(pattern, place))
            .collect()
    }

    fn fill(&self, pattern: &str, place: DivisionId) -> String {
        let gazetteer = self.gazetteer();
        let mut out = String::with_capacity(2 * pattern.len());
        let mut rest = pattern;
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let mark = rest.get(..3).unwrap_or(rest);
            match mark {
                "{J}" => out.push_str(&gazetteer.official_name(place)),
                "{P}" => {
                    let parent = gazetteer.parent(place).unwrap_or(place);
                    out.push_str(&gazetteer.official_name(parent));
                }
                "{N}" => out.push_str(gazetteer[place].name),
                "{S}" => out.push_str(gazetteer[place].short),
                _ => out.push_str(mark),
            }
            rest = &rest[mark.len()..];
        }
        out + rest
    }
}
