package org.dawsonmri.imagej.job;

import org.dawsonmri.FileName;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** The newest pictures that the worker has drawn of a training's benchmark slices. */
final class BenchmarkPictures {

    private static final String ENDING = "_latest.png";

    private BenchmarkPictures() {
    }

    /**
     * Reads them.
     *
     * @param model the model's folder; without pictures, as before the first epoch, the list is empty
     */
    static List<BufferedImage> read(Path model) {
        Path folder = model.resolve("benchmark");
        List<BufferedImage> pictures = new ArrayList<>();
        try {
            if (!Files.isDirectory(folder)) {
                return pictures;
            }
            for (Path file : files(folder)) {
                BufferedImage picture = ImageIO.read(file.toFile());
                if (picture != null) {
                    pictures.add(picture);
                }
            }
            return pictures;
        } catch (IOException gone) {
            return List.of(); // a cancelled training takes its folder away while we look
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> FileName.of(file).endsWith(ENDING)).sorted().toList();
        }
    }
}
