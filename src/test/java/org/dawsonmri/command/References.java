package org.dawsonmri.command;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The classes that a class file names, from its constant pool (Java Virtual Machine Specification, 4.4). */
final class References {

    private static final int MAGIC_AND_VERSION = 8;

    private References() {
    }

    /** Binary names with dots; elements in place of arrays. */
    static Set<String> of(String className) throws IOException {
        String file = className.replace('.', '/') + ".class";
        try (InputStream stream = References.class.getClassLoader().getResourceAsStream(file);
            DataInputStream in = new DataInputStream(stream)) {
            in.skipNBytes(MAGIC_AND_VERSION);
            int count = in.readUnsignedShort();
            Map<Integer, String> texts = new HashMap<>();
            List<Integer> classes = new ArrayList<>();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(i, in.readUTF());
                    case 7 -> classes.add(in.readUnsignedShort());
                    case 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++; // long and double take two places
                    }
                    default -> throw new IOException(className + ": constant of kind " + tag);
                }
            }
            Set<String> names = new TreeSet<>();
            for (int index : classes) {
                String name = texts.get(index).replaceFirst("^\\[+L?", "").replace(";", "").replace('/', '.');
                if (name.contains(".")) {
                    names.add(name);
                }
            }
            return names;
        }
    }
}
