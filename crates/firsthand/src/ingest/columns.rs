//! Which column of the input holds which field?

use std::fmt;

/// The fields of a record that have a meaning. Everything else passes through.
pub(super) const FIELDS: [&str; 9] =
    ["id", "url", "outlet", "published", "language", "title", "text", "html", "authors"];

/// Renames of columns, as a user gives them: `outlet=publisher,published=scrape_time`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    renames: Vec<(&'static str, String)>,
}

impl Columns {
    /// Reads `field=column` pairs, parted by commas; spaces around names are ignored. An empty string renames
    /// nothing.
    ///
    /// # Errors
    /// On a pair without `=`, on a field that Firsthand does not have, and on a field or column named twice.
    pub fn parse(list: &str) -> Result<Self, ColumnsError> {
        let mut columns = Self::default();
        for pair in list.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (field, column) = pair.split_once('=').ok_or_else(|| ColumnsError::not_a_pair(pair))?;
            columns.add(field.trim(), column.trim())?;
        }
        Ok(columns)
    }

    fn add(&mut self, field: &str, column: &str) -> Result<(), ColumnsError> {
        let Some(field) = FIELDS.into_iter().find(|known| *known == field) else {
            return Err(ColumnsError(format!("no field `{field}`; the fields are {}", FIELDS.join(", "))));
        };
        if column.is_empty() {
            return Err(ColumnsError(format!("no column given for `{field}`")));
        }
        if self.renames.iter().any(|(f, c)| *f == field || c == column) {
            return Err(ColumnsError(format!("`{field}={column}` names a field or a column a second time")));
        }
        self.renames.push((field, column.to_owned()));
        Ok(())
    }

    /// The field that a column holds; `None` for one that passes through. A rename takes the field's own name out
    /// of use: with `text=body`, a column `text` passes through. Names without a rename match without regard to
    /// case or surrounding spaces, as in `Title`.
    pub fn field_of(&self, column: &str) -> Option<&'static str> {
        if let Some((field, _)) = self.renames.iter().find(|(_, c)| c == column) {
            return Some(field);
        }
        let field = FIELDS.into_iter().find(|known| column.trim().eq_ignore_ascii_case(known))?;
        let taken = self.renames.iter().any(|(f, _)| *f == field);
        (!taken).then_some(field)
    }

    /// The columns named in the renames, in the order given.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        self.renames.iter().map(|(_, column)| column.as_str())
    }
}

/// Why a list of renames could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnsError(String);

impl ColumnsError {
    fn not_a_pair(pair: &str) -> Self {
        Self(format!("`{pair}` is not of the form field=column"))
    }
}

impl fmt::Display for ColumnsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "reading the renames of columns: {}", self.0)
    }
}

impl std::error::Error for ColumnsError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_take_the_own_name_out_of_use() {
        let columns = Columns::parse("outlet=publisher, published = scrape_time").unwrap();
        assert_eq!(columns.field_of("publisher"), Some("outlet"));
        assert_eq!(columns.field_of("scrape_time"), Some("published"));
        assert_eq!(columns.field_of("outlet"), None);
        assert_eq!(columns.field_of(" Title "), Some("title"));
        assert_eq!(columns.field_of("section"), None);
    }

    #[test]
    fn nothing_renames_nothing() {
        assert_eq!(Columns::parse("").unwrap(), Columns::default());
    }

    #[test]
    fn a_bad_list_says_what_is_wrong() {
        let message = |list| Columns::parse(list).unwrap_err().to_string();
        assert!(message("outlet").contains("field=column"));
        assert!(message("when=scrape_time").contains("published"));
        assert!(message("outlet=").contains("no column"));
        assert!(message("outlet=a,outlet=b").contains("second time"));
        assert!(message("outlet=a,title=a").contains("second time"));
    }
}
