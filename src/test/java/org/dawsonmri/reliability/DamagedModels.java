package org.dawsonmri.reliability;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.imagej.job.ModelChannels;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** Descriptions of models, read as segmentation reads them and as forms do. */
final class DamagedModels implements Damage {

    private final String description;

    DamagedModels(Path work) throws IOException {
        ModelFolder folder = new ModelFolder(work);
        folder.writeDescription(new ModelDescription(ModelDescription.FORMAT, List.of("FLAIR", "T1"),
            List.of(new LabelClass(1, "lesion"), new LabelClass(2, "edema")), 16, List.of(64, 64), 400,
            new TrainingConfig(), Map.of("val_dice", 0.7), Map.of("dataset", "here")));
        description = Files.readString(work.resolve("dawson.json"));
    }

    @Override
    public String name() {
        return "dawson.json";
    }

    @Override
    public Callable<?> write(SplittableRandom random, Path folder) throws IOException {
        Files.write(folder.resolve("dawson.json"), new Mutator(random).text(description));
        boolean form = random.nextInt(4) == 0;
        return () -> form ? ModelChannels.read(folder) : open(new ModelFolder(folder).readDescription());
    }

    /** What segmentation looks at before it loads anything. */
    private static Object open(ModelDescription model) {
        int channels = String.join(", ", model.channels()).length();
        String classes = model.classes().stream().map(c -> c.name().strip() + c.value()).toList().toString();
        Losses.create(model.config());
        return Networks.create(model.config()).dimensions() + model.frame().get(0) + channels + classes
            + model.config().preprocessing().axes().size() + model.config().augmentation().flip() + Networks.isCascade(model.config());
    }
}
