package org.dawsonmri.imagej.image;

import java.util.Locale;

/** Names of scans: of files and of ImageJ windows. */
public final class ScanNames {

    private ScanNames() {
    }

    /** True for what {@code NiftiReader} reads, going by the name. */
    public static boolean isNifti(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith(".nii") || plain.endsWith(".hdr") || plain.endsWith(".img");
    }

    /** The last part of a path or title. */
    public static String leaf(String path) {
        return path.substring(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
    }

    /** The last part without an image's endings and with nothing that a file name may not hold. */
    public static String stem(String path) {
        String stem = leaf(path).replaceFirst("(?i)(\\.(nii|hdr|img|tiff?|dcm|mha|mhd|nrrd))?(\\.gz)?$", "")
            .replaceAll("[:*?\"<>|\\p{Cntrl}]+", "_");
        return stem.isEmpty() ? "scan" : stem;
    }
}
