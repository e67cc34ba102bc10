package org.dawsonmri.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.config.TrainingConfig.SliceChoice;
import org.dawsonmri.learn.Adam;
import org.dawsonmri.learn.DiceLoss;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.network.Networks;
import org.dawsonmri.network.NeuropolyUnet;
import org.dawsonmri.network.Unet;
import org.dawsonmri.preprocess.Normalizers;
import org.dawsonmri.preprocess.Preprocessing;
import org.dawsonmri.train.CheckedSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The shipped protocols hold what specs of the two papers say. */
class ProtocolsTest {

    @TempDir
    private Path folder;

    @Test
    void allAreSettingsAndAreDescribed() {
        for (String name : Protocols.names()) {
            config(name);
            String description = Protocols.shipped(name).description();
            boolean sourced = description.contains(" paper") || description.startsWith("Ours, ");
            assertTrue(sourced && !description.contains("\n"), description);
        }
    }

    @Test
    void theMedianCascadeIsTheCascadeButForItsIntensities() {
        TrainingConfig median =
            CheckedSettings.defaultsOf("cascade-fcn").with(Protocols.shipped("cascade-median").settings(), "test");
        assertEquals(0.25, median.cascade().minThreshold());
        assertEquals(Normalizers.MEDIAN, median.preprocessing().normalization());
        assertEquals(new Preprocessing().clip(), median.preprocessing().clip());
        TrainingConfig published = CheckedSettings.defaultsOf("cascade-fcn");
        assertEquals(published.cascade().lMin(), median.cascade().lMin());
        assertEquals(published.epochs(), median.epochs());
    }

    @ParameterizedTest
    @CsvSource({"thesis-unet", "thesis-double-unet", "marmoset", "spinal-cord", "spinal-cord-160", "cascade"})
    void whatIsPublishedClipsNoIntensities(String name) {
        assertEquals(List.of(0., 100.), config(name).preprocessing().clip());
    }

    @ParameterizedTest
    @CsvSource({"thesis-unet, unet-keras", "thesis-double-unet, double-unet"})
    void theThesis(String name, String network) {
        TrainingConfig config = config(name);
        assertEquals(network, config.network());
        assertEquals(List.of("FLAIR"), config.channels());
        assertEquals(List.of(256, 256, 256), config.preprocessing().shape());
        assertEquals(List.of(2), config.preprocessing().axes());
        assertEquals(8, config.batchSize());
        assertEquals(128, config.epochs());
        assertEquals("bce", config.loss());
        assertEquals(new Adam(0.9, 0.999, 1e-7), Optimizers.create(config));
        assertEquals(1e-4, config.learningRate());
        assertEquals(Schedule.CONSTANT, config.schedule());
        assertEquals(SliceChoice.ALL, config.slices());
        assertTrue(config.augmentation().isNone());
        assertEquals(List.of(1, 4, 7, 10, 13), config.benchmarkEpochs());
    }

    @Test
    void ourOwnForSmallStructures() {
        TrainingConfig config = config("small-structure");
        assertEquals(List.of(0, 1, 2), config.preprocessing().axes());
        assertEquals(Augmentation.mri(), config.augmentation());
        assertEquals(new Unet(16, 3, true, 0, Unet.UpSampling.TRANSPOSED), Networks.create(config));
        assertEquals(10, config.epochs());
        assertEquals(16, config.batchSize());
        assertEquals(Schedule.COSINE, config.schedule());
    }

    @ParameterizedTest
    @CsvSource({"marmoset, 160", "spinal-cord, 80", "spinal-cord-160, 160"})
    void theSecondPaper(String name, int size) {
        TrainingConfig config = config(name);
        assertEquals(new NeuropolyUnet(32, 3, 0.3, 0.9), Networks.create(config));
        assertEquals(new DiceLoss(0.001, List.of()), Losses.create(config));
        assertEquals(new Adam(0.9, 0.999, 1e-8), Optimizers.create(config));
        assertEquals(List.of(size, size), config.preprocessing().size());
        assertEquals(11, config.batchSize());
        assertEquals(10_000, config.epochs());
        assertEquals(1e-3, config.learningRate());
        assertTrue(config.dropLast());
        assertEquals(Normalizers.DATASET, config.preprocessing().normalization());
        assertEquals(org.dawsonmri.augment.Augmentation.spinalCord(), config.augmentation());
    }

    @Test
    void theTemplateIsTheMarmosetProtocol() throws IOException {
        Path file = PaperTemplateTest.writeTemplate(folder);
        TrainingConfig translated = CheckedSettings.of(
            Protocols.open(file.toString(), Progress.NONE).settings(), "template");
        assertEquals(config("marmoset"), translated);
    }

    @Test
    void aFileMayBeDescribedAndChangesOnlyWhatItNames() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), "{\"description\": \"mine\", \"epochs\": 3}");
        Protocol protocol = Protocols.open(file.toString(), Progress.NONE);
        assertEquals("mine", protocol.description());
        TrainingConfig config = CheckedSettings.of(protocol.settings(), protocol.name());
        assertEquals(3, config.epochs());
        assertEquals(new TrainingConfig().batchSize(), config.batchSize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"epoch\": 3}", "{\"network\": 3}", "[3]", "{\"description\": {}, \"epochs\": 3}"})
    void whatIsNoProtocolIsOneLine(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), text);
        DawsonException e = assertThrows(DawsonException.class, () -> {
            Protocol protocol = Protocols.open(file.toString(), Progress.NONE);
            CheckedSettings.of(protocol.settings(), protocol.name());
        });
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertFalse(e.getMessage().contains("null"), e.getMessage());
    }

    @Test
    void anUnknownNameIsOneLine() {
        DawsonException e = assertThrows(DawsonException.class, () -> Protocols.open("thesis", Progress.NONE));
        assertTrue(e.getMessage().contains("neither a file nor a protocol; protocols are thesis-unet,"));
    }

    private static TrainingConfig config(String name) {
        return CheckedSettings.of(Protocols.open(name, Progress.NONE).settings(), name);
    }
}
