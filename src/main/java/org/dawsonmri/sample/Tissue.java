package org.dawsonmri.sample;

/**
 * What a head is made of, with the brightness of each tissue relative to white matter. The numbers of brain tissues
 * and lesions were read off 3 T scans of people with multiple sclerosis (Lesjak et al., Neuroinformatics 2017); those
 * around the brain are typical of turbo spin echo without fat suppression and of MPRAGE.
 */
enum Tissue {
    AIR(0, 0, 0),
    MUSCLE(0.70, 0.55, 0.75),
    FAT(1.60, 1.30, 2.00),
    BONE(0.08, 0.10, 0.12),
    MARROW(0.70, 0.85, 1.20),
    FLUID(0.14, 0.25, 3.60),
    GREY(1.19, 0.73, 1.38),
    WHITE(1, 1, 1),
    DEEP_GREY(1.12, 0.83, 1.18),
    LESION(1.55, 0.68, 1.95);

    private final double[] brightness;

    Tissue(double flair, double t1, double t2) {
        brightness = new double[] {flair, t1, t2};
    }

    double brightness(Contrast contrast) {
        return brightness[contrast.ordinal()];
    }

    /** The scans that are made of each head. The order is that of the columns in dataset.tsv. */
    enum Contrast {
        FLAIR, T1, T2
    }
}
