package org.dawsonmri.preprocess;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Axes as a list, {@code [0, 1, 2]}; a single number, as models of the first version have it, is read as well. */
final class AxesJson extends TypeAdapter<List<Integer>> {

    @Override
    public List<Integer> read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NUMBER) {
            return List.of(in.nextInt());
        }
        List<Integer> axes = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            axes.add(in.nextInt());
        }
        in.endArray();
        return axes;
    }

    @Override
    public void write(JsonWriter out, List<Integer> axes) throws IOException {
        out.beginArray();
        for (int axis : axes) {
            out.value(axis);
        }
        out.endArray();
    }
}
