package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Settings;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.train.BlobDataset;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A BIDS folder with two acquisitions, labels of two kinds and a mask beside each scan, through the command line. */
@Tag("slow")
class BidsCommandsTest {

    @TempDir
    private Path temp;
    private Path bids;
    private Path config;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Dataset blobs = Dataset.read(BlobDataset.write(Files.createDirectory(temp.resolve("blobs"))));
        bids = temp.resolve("bids");
        StringBuilder participants = new StringBuilder("participant_id\tsplit\n");
        for (int i = 0; i < blobs.subjects().size(); i++) {
            String id = "sub-" + (i + 1);
            Path scan = blobs.subjects().get(i).scans().get("B");
            Path label = blobs.subjects().get(i).label();
            copy(scan, id + "/anat/" + id + "_FLAIR.nii");
            copy(scan, id + "/anat/" + id + "_acq-ax_T2w.nii");
            copy(blobs.subjects().get(i).scans().get("A"), id + "/anat/" + id + "_acq-sag_T2w.nii");
            copy(label, id + "/anat/" + id + "_FLAIR_label-lesion_roi.nii");
            copy(label, "derivatives/labels/" + id + "/anat/" + id + "_FLAIR_lesion-manual.nii");
            copy(label, "derivatives/labels/" + id + "/anat/" + id + "_FLAIR_seg-manual.nii");
            participants.append(id).append('\t').append(blobs.subjects().get(i).split().text()).append('\n');
        }
        Files.writeString(bids.resolve("participants.tsv"), participants);
        config = Files.writeString(temp.resolve("config.json"), Settings.toText(BlobDataset.config(1)));
    }

    @Test
    void theCheckShowsChannelsAndLabelsAndWritesTheTable() {
        assertEquals(1, run("check", "--data", bids.toString(), "--json"));
        String found = JsonParser.parseString(out.toString()).getAsJsonObject().get("findings").toString();
        assertTrue(found.contains("has labels of several kinds: lesion ("), found);
        assertTrue(found.contains("more than one T2"), found);
        Path table = temp.resolve("dataset.tsv");
        assertEquals(0, run("check", "--data", bids.toString(), "--label", "lesion", "--channels", "flair",
            "--write-table", table.toString(), "--json"), out + "" + err);
        JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals("[\"flair\"]", report.get("channels").toString());
        assertTrue(report.get("labels").getAsString().contains("lesion-manual in derivatives/labels"));
        Dataset folder = Dataset.read(bids, new DataChoice("lesion", ""), List.of("flair"), event -> { });
        assertEquals(folder.subjects(), Dataset.read(table).subjects());
        assertEquals(1, run("check", "--data", bids.toString(), "--label", "seg", "--channels", "FLAIR",
            "--write-table", table.toString()));
        assertTrue(err.toString().contains("dataset.tsv: is there already"), err.toString());
        assertEquals(1, run("check", "--data", bids.toString(), "--label", "seg", "--write-table",
            temp.resolve("other.tsv").toString()));
        assertTrue(err.toString().contains("more than one T2"), err.toString());
        assertEquals(1, run("check", "--data", bids.toString(), "--filter", "ax"));
        assertTrue(err.toString().contains("expected entities of BIDS"), err.toString());
    }

    @Test
    void aModelRemembersWhichFilesItLearnedFrom() {
        Path model = temp.resolve("model");
        assertEquals(1, run("train", "--data", bids.toString(), "--out", model.toString(), "--config",
            config.toString()));
        assertTrue(err.toString().contains("has labels of several kinds"), err.toString());
        assertEquals(0, run("train", "--data", bids.toString(), "--out", model.toString(), "--config",
            config.toString(),
            "--channels", "T2", "--label", "lesion", "--filter", "acq=ax", "--precision", "float32"), err.toString());
        assertEquals(new DataChoice("lesion", "acq=ax"), new ModelFolder(model).readDescription().config().data());
        assertEquals(List.of("T2"), new ModelFolder(model).readDescription().channels());
        assertEquals(0, run("train", "--data", bids.toString(), "--out", model.toString(), "--resume", "--epochs", "2"),
            err.toString());
        assertEquals(1, run("train", "--data", bids.toString(), "--out", model.toString(), "--resume", "--label",
            "seg"));
        assertTrue(err.toString().contains("'data' is {\"label\":\"lesion\",\"filter\":\"acq=ax\"} there"),
            err.toString());
        Path results = temp.resolve("results");
        assertEquals(0, run("segment", "--model", model.toString(), "--data", bids.toString(), "--split", "validation",
            "--out", results.toString(), "--precision", "float32"), err.toString());
        assertEquals(1, run("evaluate", "--reference", bids.toString(), "--prediction", results.toString(), "--split",
            "validation", "--out", temp.resolve("s.csv").toString()));
        assertTrue(err.toString().contains("has labels of several kinds"), err.toString());
        assertEquals(0, run("evaluate", "--reference", bids.toString(), "--prediction", results.toString(), "--split",
            "validation", "--label", "lesion", "--out", temp.resolve("s.csv").toString()), err.toString());
    }

    @Test
    void splitsAreMadeOfTheChosenFiles() {
        Path tables = temp.resolve("split");
        assertEquals(1, run("split", "--data", bids.toString(), "--out", tables.toString()));
        assertTrue(err.toString().contains("has labels of several kinds"), err.toString());
        assertEquals(1, run("split", "--data", bids.toString(), "--out", tables.toString(), "--label", "lesion",
            "--fractions", "50,50"));
        assertTrue(err.toString().contains("more than one T2"), err.toString());
        assertEquals(0, run("split", "--data", bids.toString(), "--out", tables.toString(), "--label", "lesion",
            "--filter", "acq=sag", "--fractions", "50,50"), err.toString());
        Dataset split = Dataset.read(tables);
        assertEquals(List.of("FLAIR", "T2"), split.modalities());
        assertTrue(split.subjects().stream().allMatch(s -> s.scans().get("T2").toString().contains("acq-sag")));
        assertTrue(split.subjects().stream().noneMatch(s -> s.split() == Split.NONE));
    }

    private void copy(Path file, String name) throws IOException {
        Path target = bids.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(1, List.of("--progress", "none"));
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(String[]::new));
    }
}
