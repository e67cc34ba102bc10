package org.dawsonmri;

import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;

import java.io.IOException;

/**
 * Numbers in JSON, which knows no NaN and no infinities: {@code null} is the one, the texts {@code "Infinity"} and
 * {@code "-Infinity"} are the others. The bare words, which older versions of Dawson wrote, are understood.
 */
public final class JsonNumbers {

    private JsonNumbers() {
    }

    /** For JSON that any program reads, with the numbers of this class. */
    public static GsonBuilder builder() {
        return new GsonBuilder().serializeNulls().disableHtmlEscaping()
            .registerTypeAdapter(double.class, new Doubles()).registerTypeAdapter(Double.class, new Doubles());
    }

    private static final class Doubles extends TypeAdapter<Double> {

        @Override
        public void write(JsonWriter out, Double value) throws IOException {
            if (value == null || value.isNaN()) {
                out.nullValue();
            } else if (value.isInfinite()) {
                out.value(value.toString());
            } else {
                out.value(value.doubleValue());
            }
        }

        @Override
        public Double read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return Double.NaN;
            }
            return in.nextDouble();
        }
    }
}
