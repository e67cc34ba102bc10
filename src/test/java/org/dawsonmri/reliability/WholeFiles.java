package org.dawsonmri.reliability;

import org.dawsonmri.Progress;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.Npz;
import org.dawsonmri.nifti.NiftiReader;

import com.google.gson.JsonParser;
import org.tensorflow.proto.SavedModel;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** Reads every file that has its final name. Hidden ones are what a killed process was at, and not looked at. */
final class WholeFiles {

    private WholeFiles() {
    }

    /** How many there are. @throws AssertionError if one is cut off */
    static int check(Path folder) throws IOException {
        List<Path> files = visible(folder);
        for (Path file : files) {
            try {
                read(file);
            } catch (IOException | RuntimeException e) {
                throw new AssertionError(file + " is not whole: " + e, e);
            }
        }
        return files.size();
    }

    /** Files with their final names, relative to the folder. */
    static List<Path> visible(Path folder) throws IOException {
        return walk(folder).filter(path -> !isHidden(folder.relativize(path))).toList();
    }

    /** The other ones. */
    static List<Path> hidden(Path folder) throws IOException {
        return walk(folder).filter(path -> isHidden(folder.relativize(path))).toList();
    }

    /** Also while a process makes and moves them. */
    private static Stream<Path> walk(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException goneMeanwhile) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException goneMeanwhile) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files.stream().sorted();
    }

    private static boolean isHidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static void read(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".nii.gz") || name.endsWith(".nii")) {
            var image = NiftiReader.open(file);
            image.forEachBlock(Progress.NONE, (values, count) -> { });
        } else if (name.endsWith(".npz")) {
            require(!Npz.read(file, Weight.Kind.TRAINABLE).isEmpty(), "no arrays");
        } else if (name.endsWith(".json")) {
            JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } else if (name.endsWith(".csv")) {
            table(Files.readString(file));
        } else if (name.endsWith(".pb")) {
            require(SavedModel.parseFrom(Files.readAllBytes(file)).getMetaGraphsCount() == 1, "no graph");
        } else if (name.endsWith(".png")) {
            require(ImageIO.read(file.toFile()) != null, "no picture");
        } else if (name.endsWith(".html")) {
            require(Files.readString(file).strip().endsWith("</html>"), "no end");
        } else if (name.endsWith(".yaml") || name.endsWith(".npy")) {
            require(Files.size(file) > 0, "empty");
        } else {
            // TensorBoard's event files grow record by record; TensorBoard leaves out a last one that is cut off.
            require(name.startsWith("events.out.tfevents."), "nobody knows this file");
        }
    }

    private static void table(String text) {
        require(text.endsWith("\n"), "its last line is cut off");
        List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();
        long columns = lines.get(0).chars().filter(c -> c == ',').count();
        require(lines.stream().allMatch(line -> line.chars().filter(c -> c == ',').count() >= columns), "short lines");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
