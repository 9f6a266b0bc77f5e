//! What is a figure, how is it kept, and when has it fallen?

/// How far a figure may lie below its committed value. Figures are committed with three decimals, so this is what
/// rounding alone can take; a run has no other noise.
pub const TOLERANCE: f64 = 0.0005;

/// A named figure, 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is measured: "source token F1".
    pub name: String,
    /// The value; 1 is perfect.
    pub value: f64,
}

/// What an F1 is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Found and wanted.
    pub hits: usize,
    /// Found.
    pub found: usize,
    /// Wanted.
    pub wanted: usize,
}

impl Count {
    /// Twice the hits by all that was found and wanted; 0 where there was nothing of either.
    pub fn f1(self) -> f64 {
        let all = self.found + self.wanted;
        if all == 0 { 0.0 } else { 2.0 * self.hits as f64 / all as f64 }
    }

    pub(super) fn add(&mut self, hits: usize, found: usize, wanted: usize) {
        self.hits += hits;
        self.found += found;
        self.wanted += wanted;
    }
}

/// A figure that lies below its committed value by more than [`TOLERANCE`].
#[derive(Clone, Debug, PartialEq)]
pub struct Fallen {
    /// What is measured.
    pub name: String,
    /// The committed value.
    pub was: f64,
    /// The value now; `None` where it is no longer measured.
    pub now: Option<f64>,
}

/// The committed figures that have fallen, in their order. Figures that were never committed do not count.
pub fn fallen(committed: &[Figure], now: &[Figure]) -> Vec<Fallen> {
    let value = |name: &str| now.iter().find(|f| f.name == name).map(|f| f.value);
    let compared = committed.iter().map(|f| Fallen { name: f.name.clone(), was: f.value, now: value(&f.name) });
    compared.filter(|f| f.now.is_none_or(|now| now < f.was - TOLERANCE)).collect()
}

const HEADER: &str = "measure,value";

/// The figures as a table of two columns, three decimals each.
pub fn to_csv(figures: &[Figure]) -> String {
    let rows = figures.iter().map(|f| format!("{},{:.3}\n", f.name, f.value));
    std::iter::once(format!("{HEADER}\n")).chain(rows).collect()
}

/// Reads what [`to_csv`] wrote; lines that begin with `#` are remarks.
///
/// # Errors
/// The number of the first line, from 1, that is no figure.
pub fn from_csv(text: &str) -> Result<Vec<Figure>, usize> {
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#') && *l != HEADER);
    let figure = |(at, line): (usize, &str)| {
        let (name, value) = line.rsplit_once(',').ok_or(at + 1)?;
        let value = value.trim().parse().map_err(|_| at + 1)?;
        Ok(Figure { name: name.trim().to_owned(), value })
    };
    lines.map(figure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(name: &str, value: f64) -> Figure {
        Figure { name: name.to_owned(), value }
    }

    #[test]
    fn a_figure_falls_when_it_loses_more_than_rounding() {
        let committed = [figure("cue", 0.700), figure("source", 0.800), figure("gone", 0.1)];
        let now = [figure("cue", 0.6996), figure("source", 0.799), figure("new", 0.0)];
        let names: Vec<String> = fallen(&committed, &now).into_iter().map(|f| f.name).collect();
        assert_eq!(names, ["source", "gone"]);
    }

    #[test]
    fn a_table_reads_back_and_a_bad_line_is_told() {
        let figures = vec![figure("source token F1", 0.25), figure("cue exact F1", 1.0)];
        assert_eq!(from_csv(&format!("# PolNeAR\n{}", to_csv(&figures))), Ok(figures));
        assert_eq!(from_csv("measure,value\ncue,high\n"), Err(2));
        assert_eq!(from_csv("cue\n"), Err(1));
    }

    #[test]
    fn nothing_wanted_and_nothing_found_is_no_division() {
        assert!(Count::default().f1().abs() < f64::EPSILON);
        assert!((Count { hits: 1, found: 1, wanted: 3 }.f1() - 0.5).abs() < f64::EPSILON);
    }
}
