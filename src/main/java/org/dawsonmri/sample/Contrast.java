package org.dawsonmri.sample;

/** The scans that are made of each head. The order is that of the columns in dataset.tsv. */
enum Contrast {
    FLAIR, T1, T2
}
