package org.dawsonmri.augment.lesion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Connected components of a plane; pixels that share an edge or a corner belong together. */
final class Components {

    private Components() {
    }

    /**
     * The components in the order of their first pixels.
     *
     * @param inside says of a pixel (row × width + column) whether it belongs to one
     * @return for each the pixels it has
     */
    static List<int[]> of(int width, int height, IntPredicate inside) {
        List<int[]> components = new ArrayList<>();
        if (IntStream.range(0, width * height).noneMatch(inside)) {
            return components;
        }
        boolean[] seen = new boolean[width * height];
        int[] pixels = new int[width * height];
        for (int start = 0; start < seen.length; start++) {
            if (seen[start] || !inside.test(start)) {
                continue;
            }
            // The pixels found are their own queue: those before 'next' have had their neighbours looked at.
            seen[start] = true;
            pixels[0] = start;
            int size = 1;
            for (int next = 0; next < size; next++) {
                int x = pixels[next] % width;
                int y = pixels[next] / width;
                for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                    for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                        int neighbour = ny * width + nx;
                        if (!seen[neighbour] && inside.test(neighbour)) {
                            seen[neighbour] = true;
                            pixels[size++] = neighbour;
                        }
                    }
                }
            }
            components.add(Arrays.copyOf(pixels, size));
        }
        return components;
    }
}
