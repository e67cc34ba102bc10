package org.dawsonmri.model;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The model's description in the BioImage Model Zoo's format 0.4 ({@code rdf.yaml}), so that other programs know it.
 * Its authors and its license are there only where a user has named them: nobody else can.
 */
public final class RdfYaml {

    private RdfYaml() {
    }

    /** @param name the model's */
    public static String of(ModelDescription model, String name, Credits credits) {
        Map<String, Object> rdf = new LinkedHashMap<>();
        rdf.put("format_version", "0.4.10");
        rdf.put("type", "model");
        rdf.put("name", name);
        rdf.put("description", "Segments " + String.join(", ", classNames(model)) + " in "
            + String.join(", ", model.channels()) + " with the network " + model.config().network()
            + ". Trained with Dawson.");
        rdf.put("timestamp", model.provenance().getOrDefault("created", ""));
        if (!credits.authors().isEmpty()) {
            rdf.put("authors", credits.authors().stream().map(author -> Map.of("name", author)).toList());
        }
        rdf.put("cite", List.of(Map.of("text", "Dawson", "url", "https://github.com/dawsonmri/dawson")));
        if (!credits.license().isEmpty()) {
            rdf.put("license", credits.license());
        }
        rdf.put("tags", List.of("mri", "segmentation", model.config().network()));
        rdf.put("documentation", "dawson.json");
        rdf.put("covers", List.of());
        rdf.put("inputs", List.of(input(model)));
        rdf.put("outputs", List.of(output(model)));
        rdf.put("test_inputs", List.of(TestArrays.INPUT));
        rdf.put("test_outputs", List.of(TestArrays.OUTPUT));
        rdf.put("weights", Map.of("tensorflow_saved_model_bundle", weights(model)));
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return new Yaml(options).dump(rdf);
    }

    private static Map<String, Object> input(ModelDescription model) {
        Network network = Networks.create(model.config());
        int channels = model.channels().size();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", InferenceGraph.IMAGE);
        input.put("axes", axes(network));
        input.put("data_type", "float32");
        input.put("data_range", List.of("-inf", "inf"));
        if (network.patch() > 0) {
            input.put("shape", sizes(network, 1, network.patch(), channels));
        } else {
            int multiple = model.sizeMultiple();
            input.put("shape", Map.of("min", sizes(network, 1, multiple, channels),
                "step", sizes(network, 1, multiple, 0)));
        }
        List<Map<String, Object>> steps = InputScaling.of(model).steps(network.dimensions() == 3 ? "zyx" : "yx");
        if (!steps.isEmpty()) {
            input.put("preprocessing", steps);
        }
        return input;
    }

    private static Map<String, Object> output(ModelDescription model) {
        Network network = Networks.create(model.config());
        int outputs = network.outputs(model.classes().size());
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("name", InferenceGraph.PROBABILITIES);
        output.put("axes", network.patch() > 0 ? "bc" : axes(network));
        output.put("data_type", "float32");
        output.put("data_range", List.of(0, 1));
        if (network.patch() > 0) {
            output.put("shape", List.of(1, outputs));
        } else {
            output.put("shape", Map.of("reference_tensor", InferenceGraph.IMAGE, "scale", sizes(network, 1, 1, 0),
                "offset", sizes(network, 0, 0, outputs / 2.0)));
            output.put("halo", sizes(network, 0, 0, 0));
        }
        return output;
    }

    private static String axes(Network network) {
        return network.dimensions() == 3 ? "bzyxc" : "byxc";
    }

    /** One number for each axis: the batch, the two or three of space, the channels. */
    private static List<Number> sizes(Network network, Number batch, Number space, Number channels) {
        List<Number> sizes = new ArrayList<>(Collections.nCopies(network.dimensions(), space));
        sizes.add(0, batch);
        sizes.add(channels);
        return sizes;
    }

    private static Map<String, Object> weights(ModelDescription model) {
        Map<String, Object> weights = new LinkedHashMap<>();
        weights.put("source", "saved_model");
        weights.put("tensorflow_version", model.provenance().getOrDefault("tensorflow", ""));
        return weights;
    }

    private static List<String> classNames(ModelDescription model) {
        List<String> names = new ArrayList<>();
        model.classes().forEach(c -> names.add(c.name()));
        return names;
    }
}
