package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.PoisonedFile;
import org.dawsonmri.model.SmallModels;
import org.dawsonmri.train.BlobDataset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every command that opens a model: one whose graph would write a file is refused and writes none. */
@Tag("slow")
class PoisonedModelTest {

    @TempDir
    private Path folder;
    private ModelFolder good;
    private ModelFolder bad;
    private Path victim;
    private Path data;
    private final List<String> scans = new ArrayList<>();

    @BeforeEach
    void write() throws Exception {
        data = BlobDataset.write(folder);
        victim = folder.resolve("victim.txt");
        good = SmallModels.write(folder.resolve("good"), "unet", "{\"base_filters\": 2, \"depth\": 1}", 2);
        bad = SmallModels.write(folder.resolve("bad"), "unet", "{\"base_filters\": 2, \"depth\": 1}", 2);
        PoisonedFile.writesAFile(bad, victim);
        scans.addAll(List.of("--scan", "A=" + folder.resolve("s0_A.nii.gz"), "--scan",
            "B=" + folder.resolve("s0_B.nii.gz")));
    }

    @Test
    void everyCommandRefusesIt() {
        refuses(scans, "segment", "--model", bad.path().toString(), "--out", at("a.nii"));
        refuses(scans, "segment", "--model", good.path().toString(), "--model", bad.path().toString(), "--out",
            at("a.nii"));
        refuses(List.of(), "segment", "--model", bad.path().toString(), "--data", data.toString(), "--out", at("all"));
        refuses(scans, "suggest", "--model", bad.path().toString(), "--out", at("a.csv"));
        refuses(List.of(), "weights", "export", "--model", bad.path().toString(), "--out", at("a.npz"));
        refuses(List.of(), "train", "--from", bad.path().toString(), "--data", data.toString(), "--out", at("tuned"),
            "--epochs", "1");
        assertFalse(Files.exists(folder.resolve("tuned")));
    }

    @Test
    void soDoesACascadeWithOneInIt() throws Exception {
        String options = "{\"filters\": 2, \"units\": 4}";
        ModelFolder cascade = new ModelFolder(folder.resolve("cascade"));
        SmallModels.write(cascade.stage(1).path(), "cascade-valverde", options, 2);
        SmallModels.write(cascade.stage(2).path(), "cascade-valverde", options, 2);
        Files.copy(cascade.stage(1).path().resolve("dawson.json"), cascade.path().resolve("dawson.json"));
        assertEquals(0, run(scans, new StringWriter(), "segment", "--model", cascade.path().toString(), "--out",
            at("cascade.nii")));
        PoisonedFile.writesAFile(cascade.stage(2), victim);
        refuses(scans, "segment", "--model", cascade.path().toString(), "--out", at("a.nii"));
        SmallModels.write(cascade.stage(2).path(), "cascade-valverde", "{\"filters\": 3, \"units\": 4}", 2);
        StringWriter errors = new StringWriter();
        assertEquals(1, run(scans, errors, "segment", "--model", cascade.path().toString(), "--out", at("a.nii")));
        assertTrue(errors.toString().contains("are not those of the cascade"), errors.toString());
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void refuses(List<String> more, String... command) {
        StringWriter errors = new StringWriter();
        assertEquals(1, run(more, errors, command), errors.toString());
        assertTrue(errors.toString().contains("the operation WriteFile, which no network of Dawson writes"),
            errors.toString());
        assertFalse(Files.exists(victim));
    }

    private static int run(List<String> more, StringWriter errors, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(more);
        return Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(errors),
            arguments.toArray(String[]::new));
    }
}
