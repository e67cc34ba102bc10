package org.dawsonmri.nifti;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The one or two files of an image, found by the name of either: {@code .nii} is one file, {@code .hdr} and
 * {@code .img} are a pair; each may end in {@code .gz}, a pair's both or none. Upper case names keep their case.
 *
 * @param header the file with the header
 * @param voxels the file with the voxels; the same for a single file
 */
record NiftiFiles(Path header, Path voxels) {

    /** Finds both files and makes sure that they are there. */
    static NiftiFiles find(Path file) {
        String name = FileName.of(file);
        String lower = name.toLowerCase(Locale.ROOT);
        String packed = lower.endsWith(".gz") ? name.substring(name.length() - 3) : "";
        String plain = name.substring(0, name.length() - packed.length());
        NiftiFiles found = switch (plain.substring(Math.max(0, plain.length() - 4)).toLowerCase(Locale.ROOT)) {
            case ".nii" -> new NiftiFiles(file, file);
            case ".hdr" -> new NiftiFiles(file, partner(file, plain, packed, "img"));
            case ".img" -> new NiftiFiles(partner(file, plain, packed, "hdr"), file);
            default -> null;
        };
        requireFile(file, "check the name");
        if (found == null) {
            throw new DawsonException(file + ": is not a NIfTI file by its name; expected .nii, .nii.gz, .hdr or .img");
        }
        requireFile(found.header, "the header of " + name + " belongs there" + otherPacking(found.header));
        requireFile(found.voxels, "the voxels of " + name + " belong there" + otherPacking(found.voxels));
        return found;
    }

    boolean isPair() {
        return !header.equals(voxels);
    }

    // -- Helper methods --

    private static Path partner(Path file, String plain, String packed, String ending) {
        boolean upper = Character.isUpperCase(plain.charAt(plain.length() - 1));
        String stem = plain.substring(0, plain.length() - ending.length());
        return file.resolveSibling(stem + (upper ? ending.toUpperCase(Locale.ROOT) : ending) + packed);
    }

    private static void requireFile(Path file, String whatToDo) {
        if (Files.isDirectory(file)) {
            throw new DawsonException(file + ": is a folder, expected a NIfTI file; name the file in it");
        }
        if (!Files.exists(file)) {
            throw new DawsonException(file + ": no such file; " + whatToDo);
        }
        if (!Files.isRegularFile(file)) {
            throw new DawsonException(file + ": is a device or a pipe, expected a NIfTI file on disk");
        }
        if (!Files.isReadable(file)) {
            throw new DawsonException(file + ": may not be read; ask its owner for permission");
        }
    }

    /** A hint for pairs of which only one file is packed: other programs do not read them either. */
    private static String otherPacking(Path missing) {
        String name = FileName.of(missing);
        boolean packed = name.toLowerCase(Locale.ROOT).endsWith(".gz");
        Path other = missing.resolveSibling(packed ? name.substring(0, name.length() - 3) : name + ".gz");
        return Files.exists(other)
            ? " (only " + other.getFileName() + " is there; pack both files of the pair with gzip, or none)"
            : "";
    }
}
