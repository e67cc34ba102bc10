package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelWeights;
import org.dawsonmri.train.CheckedSettings;
import org.dawsonmri.train.LesionDataset;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Scans unlike those of the training are segmented with a warning; what is no number ends it. */
@Tag("slow")
class UnfamiliarScanTest {

    private static final SegmentOptions OPTIONS = new SegmentOptions(Precision.FLOAT32, 1, 0);

    @TempDir
    private static Path folder;
    private static Path model;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void train() {
        model = folder.resolve("model");
        TrainingConfig config = CheckedSettings.of(JsonParser.parseString("{\"epochs\": 1, \"threads\": 1, "
            + "\"network_options\": {\"base_filters\": 2, \"depth\": 1}, \"precision\": \"FLOAT32\"}")
            .getAsJsonObject(), "test");
        Trainer.train(config, Dataset.read(LesionDataset.write(folder)), model, Progress.NONE);
    }

    private static Volume[] subject() {
        return LesionDataset.subject(2);
    }

    private static Volume spaced(Volume scan, double mm) {
        return new Volume(new Geometry(24, 22, 20, Affine.scaling(-1, 1, mm), SpatialUnit.MILLIMETRE), scan.voxels(),
            scan.name());
    }

    private static Volume with(Volume scan, UnaryOperator<Float> change) {
        float[] voxels = scan.voxels().clone();
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = change.apply(voxels[i]);
        }
        return scan.with(voxels);
    }

    private static List<String> warnings(Path of, Volume flair, Volume t1) {
        List<String> warnings = new ArrayList<>();
        try (Segmenter segmenter = Segmenter.open(of, OPTIONS)) {
            segmenter.segment(Map.of("FLAIR", flair, "T1", t1), event -> {
                if (event.type() == Event.Type.WARNING) {
                    warnings.add(event.text());
                }
            });
        }
        return warnings;
    }

    private static void assertWarns(String expected, Volume flair, Volume t1) {
        List<String> warnings = warnings(model, flair, t1);
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains(expected), warnings.toString());
    }

    @Test
    void theModelRemembersItsScans() {
        ModelDescription description = new ModelFolder(model).readDescription();
        assertEquals(List.of(1., 1., 1.), description.trainingScans().spacing().median());
        assertEquals(List.of(0., 0.), description.trainingScans().backgrounds().get(1).value());
    }

    @Test
    void aScanLikeThemIsNoReasonToWarn() {
        assertEquals(List.of(), warnings(model, subject()[0], subject()[1]));
    }

    @Test
    void othersAre() {
        Volume flair = subject()[0];
        Volume t1 = subject()[1];
        assertWarns("voxels of 1×1×1.6 mm, where the training scans have 1×1×1", spaced(flair, 1.6), spaced(t1, 1.6));
        assertWarns("T1 has the background -1024, where the training scans have 0", flair,
            with(t1, v -> v == 0 ? -1024 : v));
        SplittableRandom random = new SplittableRandom(1);
        assertWarns("FLAIR has no even background", with(flair, v -> v + (float) random.nextDouble()), t1);
        assertWarns("FLAIR: 1 of 10560 voxels are NaN or infinite and count as background", with1(flair, Float.NaN),
            t1);
        assertEquals(List.of(), warnings(model, with1(flair, 1e5f), t1));
    }

    private static Volume with1(Volume scan, float value) {
        Volume changed = with(scan, v -> v);
        changed.voxels()[scan.index(12, 11, 10)] = value;
        return changed;
    }

    @Test
    void olderModelsKnowNothingAndSayNothing() throws IOException {
        Path old = changed(json -> json.remove("training_scans"), w -> w);
        Volume[] s = subject();
        assertEquals(List.of(), warnings(old, spaced(s[0], 3), spaced(s[1], 3)));
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws IOException {
        Path broken = changed(json -> { }, w -> {
            w.values()[0] = Float.NaN;
            return w;
        });
        DawsonException e = assertThrows(DawsonException.class, () -> Segmenter.open(broken, OPTIONS));
        assertTrue(e.getMessage().contains("has the value NaN"), e.getMessage());
    }

    @Test
    void probabilitiesThatAreNoNumbersAreRefused() throws IOException {
        Path huge = changed(json -> { }, w -> {
            for (int i = 0; i < w.values().length; i++) {
                w.values()[i] *= w.name().endsWith("kernel") ? 1e30f : 1;
            }
            return w;
        });
        Volume[] s = subject();
        DawsonException e = assertThrows(DawsonException.class, () -> warnings(huge, s[0], s[1]));
        assertTrue(e.getMessage().contains("gives NaN or infinite probabilities at"), e.getMessage());
        assertTrue(e.getMessage().contains("of 10560 voxels of FLAIR"), e.getMessage());
    }

    /** A copy of the model. */
    private Path changed(Consumer<JsonObject> description, UnaryOperator<Weight> weights) throws IOException {
        ModelFolder copy = new ModelFolder(temporary.resolve("copy"));
        ModelFolder original = new ModelFolder(model);
        Files.createDirectories(copy.path());
        ModelDescription written = copy.writeWeights(original.readDescription(),
            ModelWeights.read(original).stream().map(weights).toList());
        copy.writeDescription(written);
        Path file = copy.path().resolve(ModelDescription.FILE);
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        description.accept(json);
        Files.writeString(file, json.toString());
        return copy.path();
    }
}
