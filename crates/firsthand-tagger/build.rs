//! Tells whether the weights are there to be built in, and which they are: each folder of `models/` may be removed.

use std::fs;
use std::path::Path;

fn main() {
    let models = Path::new("../../models");
    println!("cargo::rerun-if-changed={}", models.display());
    let mut version = String::new();
    for (folder, shipped) in [("attribution-en", "english"), ("attribution-many", "many")] {
        println!("cargo::rustc-check-cfg=cfg({shipped})");
        if models.join(folder).join("encoder.onnx").exists() {
            println!("cargo::rustc-cfg={shipped}");
            // The file that `sha256sum` checks: its first line is that of the encoder.
            let sums = fs::read_to_string(models.join(folder).join("SHA256SUMS")).unwrap_or_default();
            version.push_str(sums.get(..12).unwrap_or_default());
        }
    }
    println!("cargo::rustc-env=FIRSTHAND_TAGGER={version}");
}
