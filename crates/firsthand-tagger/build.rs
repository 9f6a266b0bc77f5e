//! Tells whether the weights are there to be built in, and which they are: `models/attribution-en` may be removed.

use std::fs;
use std::path::Path;

fn main() {
    let folder = Path::new("../../models/attribution-en");
    println!("cargo::rustc-check-cfg=cfg(shipped)");
    println!("cargo::rerun-if-changed={}", folder.display());
    // The file that `sha256sum` checks: its first line is that of the encoder.
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap_or_default();
    if folder.join("encoder.onnx").exists() {
        println!("cargo::rustc-cfg=shipped");
    }
    println!("cargo::rustc-env=FIRSTHAND_TAGGER={}", sums.get(..12).unwrap_or_default());
}
