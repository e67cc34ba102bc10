package org.dawsonmri.network;

import static org.dawsonmri.network.ReferenceLayers.bilinear;
import static org.dawsonmri.network.ReferenceLayers.concat;
import static org.dawsonmri.network.ReferenceLayers.crop;
import static org.dawsonmri.network.ReferenceLayers.leaky;
import static org.dawsonmri.network.ReferenceLayers.mean;
import static org.dawsonmri.network.ReferenceLayers.mirror;
import static org.dawsonmri.network.ReferenceLayers.nearest;
import static org.dawsonmri.network.ReferenceLayers.pool;
import static org.dawsonmri.network.ReferenceLayers.relu;
import static org.dawsonmri.network.ReferenceLayers.repeat;
import static org.dawsonmri.network.ReferenceLayers.sigmoid;
import static org.dawsonmri.network.ReferenceLayers.unpool;
import static org.dawsonmri.network.ReferenceLayers.weigh;

import java.util.function.BiFunction;

/** The networks written once more, from the papers' layer tables line by line, on {@link ReferenceLayers}. */
final class ReferenceNetworks {

    private final ReferenceLayers l;
    private final boolean pyeddl;

    ReferenceNetworks(ReferenceLayers layers) {
        this(layers, false);
    }

    private ReferenceNetworks(ReferenceLayers layers, boolean pyeddl) {
        this.l = layers;
        this.pyeddl = pyeddl;
    }

    /** The Double U-Net as the first paper's other program has it. */
    ReferenceNetworks ofPyeddl() {
        return new ReferenceNetworks(l, true);
    }

    // -- First paper --

    Maps unetKeras(Maps x) {
        return unetOfTheThesis(x, (name, y) -> relu(l.conv(name, y, 1)), 1);
    }

    Maps unetText(Maps x) {
        return unetOfTheThesis(x, (name, y) -> relu(l.bn(name, l.conv(name, y, 1), 1e-3)), 1);
    }

    /** EDDL's dropout keeps half of each value in evaluation. */
    Maps unetEddl(Maps x) {
        return l.bn("head/conv2", unetOfTheThesis(x, (name, y) -> leaky(l.bn(name, l.conv(name, y, 1), 1e-5)), 0.5),
            1e-5);
    }

    private Maps unetOfTheThesis(Maps x, BiFunction<String, Maps, Maps> unit, double kept) {
        BiFunction<String, Maps, Maps> two = (name, y) -> unit.apply(name + "/conv2", unit.apply(name + "/conv1", y));
        Maps s1 = two.apply("enc1", x);
        Maps s2 = two.apply("enc2", pool(s1));
        Maps s3 = two.apply("enc3", pool(s2));
        Maps s4 = two.apply("enc4", pool(s3)).map(v -> kept * v);
        Maps b = two.apply("bott", pool(s4)).map(v -> kept * v);
        Maps d4 = two.apply("dec4", concat(s4, unit.apply("dec4/up", nearest(b))));
        Maps d3 = two.apply("dec3", concat(s3, unit.apply("dec3/up", nearest(d4))));
        Maps d2 = two.apply("dec2", concat(s2, unit.apply("dec2/up", nearest(d3))));
        Maps d1 = two.apply("dec1", concat(s1, unit.apply("dec1/up", nearest(d2))));
        return l.conv("head/conv2", unit.apply("head/conv1", d1), 1);
    }

    /** The logits of the second network for one class; {@code first} gives those of the first. */
    Maps doubleUnet(Maps x, boolean first) {
        Maps s1 = vgg("vgg/block1", x, 2);
        Maps s2 = vgg("vgg/block2", pool(s1), 2);
        Maps s3 = vgg("vgg/block3", pool(s2), 4);
        Maps s4 = vgg("vgg/block4", pool(s3), 4);
        Maps d = aspp("aspp1", vgg("vgg/block5", pool(s4), 4));
        d = squeezed("decoder1/block4", concat(doubled(d), s4));
        d = squeezed("decoder1/block3", concat(doubled(d), s3));
        d = squeezed("decoder1/block2", concat(doubled(d), s2));
        d = squeezed("decoder1/block1", concat(doubled(d), s1));
        Maps out1 = l.conv("output1", d, 1);
        Maps t1 = squeezed("encoder2/block1", weigh(x, foreground(out1)));
        Maps t2 = squeezed("encoder2/block2", pool(t1));
        Maps t3 = squeezed("encoder2/block3", pool(t2));
        Maps t4 = squeezed("encoder2/block4", pool(t3));
        Maps e = aspp("aspp2", pool(t4));
        e = squeezed("decoder2/block4", concat(doubled(e), s4, t4));
        e = squeezed("decoder2/block3", concat(doubled(e), s3, t3));
        e = squeezed("decoder2/block2", concat(doubled(e), s2, t2));
        e = squeezed("decoder2/block1", concat(doubled(e), s1, t1));
        return first ? out1 : l.conv("output2", e, 1);
    }

    private static Maps foreground(Maps logits) {
        if (logits.c() == 1) {
            return sigmoid(logits);
        }
        return Maps.fill(logits.n(), logits.h(), logits.w(), 1, (i, y, x, k) -> {
            double all = 0;
            for (int c = 0; c < logits.c(); c++) {
                all += Math.exp(logits.at(i, y, x, c));
            }
            return 1 - Math.exp(logits.at(i, y, x, 0)) / all;
        });
    }

    private Maps vgg(String block, Maps x, int convolutions) {
        Maps y = x;
        for (int i = 1; i <= convolutions; i++) {
            Maps c = l.conv(block + "_conv" + i, y, 1);
            y = relu(pyeddl ? l.bn(block + "_conv" + i, c, 1e-5) : c);
        }
        return y;
    }

    private Maps squeezed(String name, Maps x) {
        Maps y = relu(l.bn(name + "/conv1", l.conv(name + "/conv1", x, 1), epsilon()));
        y = relu(l.bn(name + "/conv2", l.conv(name + "/conv2", y, 1), epsilon()));
        return weigh(y, sigmoid(l.dense(name + "/se/dense2", relu(l.dense(name + "/se/dense1", mean(y))))));
    }

    private Maps aspp(String name, Maps x) {
        BiFunction<String, Maps, Maps> finish = (unit, y) -> relu(l.bn(name + unit, y, epsilon()));
        Maps mean = repeat(finish.apply("/mean", l.conv(name + "/mean", mean(x), 1)), x);
        Maps all = concat(mean, finish.apply("/rate1", l.conv(name + "/rate1", x, 1)),
            finish.apply("/rate6", l.conv(name + "/rate6", x, 6)),
            finish.apply("/rate12", l.conv(name + "/rate12", x, 12)),
            finish.apply("/rate18", l.conv(name + "/rate18", x, 18)));
        return finish.apply("/joined", l.conv(name + "/joined", all, 1));
    }

    private Maps doubled(Maps x) {
        return pyeddl ? nearest(x) : bilinear(x);
    }

    private double epsilon() {
        return pyeddl ? 1e-5 : 1e-3;
    }

    // -- Ronneberger et al. --

    /** Two poolings. Mirrors 20 pixels: its blocks lose 40 of height, 4 each at full, half and quarter size. */
    Maps unetRonneberger(Maps image) {
        Maps s1 = twoValid("enc1", mirror(image, 20));
        Maps s2 = twoValid("enc2", pool(s1));
        Maps b = twoValid("bott", pool(s2));
        Maps up2 = l.transposed("dec2/up", b);
        Maps d2 = twoValid("dec2", concat(crop(s2, up2.h(), up2.w()), up2));
        Maps up1 = l.transposed("dec1/up", d2);
        Maps d1 = twoValid("dec1", concat(crop(s1, up1.h(), up1.w()), up1));
        return crop(l.conv("head", d1, 1), image.h(), image.w());
    }

    private Maps twoValid(String name, Maps x) {
        return relu(l.valid(name + "/conv2", relu(l.valid(name + "/conv1", x))));
    }

    // -- Second paper --

    Maps smallUnet(Maps x) {
        Maps s1 = two("down1", x);
        Maps s2 = two("down2", pool(s1));
        Maps s3 = two("down3", pool(s2));
        Maps b = two("bottom", pool(s3));
        Maps u3 = two("up3", concat(bilinear(b), s3));
        Maps u2 = two("up2", concat(bilinear(u3), s2));
        return l.conv("head", two("up1", concat(bilinear(u2), s1)), 1);
    }

    Maps unetNeuropoly(Maps x) {
        Maps s1 = two("down1", x);
        Maps s2 = two("down2", pool(s1));
        Maps s3 = two("down3", pool(s2));
        Maps s4 = two("down4", pool(s3));
        Maps b = two("bottom", pool(s4));
        Maps u4 = two("up4", concat(bilinear(b), s4));
        Maps u3 = two("up3", concat(bilinear(u4), s3));
        Maps u2 = two("up2", concat(bilinear(u3), s2));
        return l.conv("head", two("up1", concat(bilinear(u2), s1)), 1);
    }

    private Maps two(String name, Maps x) {
        return unit(name + "/conv2", unit(name + "/conv1", x, 1, 1e-5), 1, 1e-5);
    }

    private Maps unit(String name, Maps x, int dilation, double epsilon) {
        return l.bn(name, relu(l.conv(name, x, dilation)), epsilon);
    }

    Maps segNet(Maps x) {
        Maps e1 = some("enc1", x, 2);
        Maps e2 = some("enc2", pool(e1), 2);
        Maps e3 = some("enc3", pool(e2), 3);
        Maps e4 = some("enc4", pool(e3), 3);
        Maps e5 = some("enc5", pool(e4), 3);
        Maps d = some("dec5", unpool(pool(e5), e5), 3);
        d = some("dec4", unpool(d, e4), 3);
        d = some("dec3", unpool(d, e3), 3);
        d = some("dec2", unpool(d, e2), 2);
        return l.conv("head", some("dec1", unpool(d, e1), 1), 1);
    }

    private Maps some(String stage, Maps x, int convolutions) {
        Maps y = x;
        for (int i = 1; i <= convolutions; i++) {
            String name = stage + "/conv" + i;
            y = relu(l.bn(name, l.conv(name, y, 1), 1e-5));
        }
        return y;
    }

    Maps noPoolAspp(Maps image) {
        Maps x = dilatedTwice("conv2", dilatedTwice("conv1", image, 1, 1e-5), 2, 1e-5);
        return narrowed(1e-5, branch1(x, 1e-5), dilatedTwice("branch2", x, 6, 1e-5),
            dilatedTwice("branch3", x, 12, 1e-5), dilatedTwice("branch4", x, 18, 1e-5),
            dilatedTwice("branch5", x, 24, 1e-5), repeat(mean(x), x));
    }

    Maps noPoolAsppOfPerone(Maps image) {
        Maps near = dilatedTwice("conv1", image, 1, 1e-3);
        Maps x = dilatedTwice("conv2", near, 2, 1e-3);
        return narrowed(1e-3, branch1(x, 1e-3), dilatedTwice("branch2", x, 6, 1e-3),
            dilatedTwice("branch3", x, 12, 1e-3), dilatedTwice("branch4", x, 18, 1e-3), repeat(mean(near), x),
            dilatedTwice("branch5", x, 24, 1e-3));
    }

    private Maps branch1(Maps x, double epsilon) {
        return unit("branch1/conv2", unit("branch1/conv1", x, 1, epsilon), 1, epsilon);
    }

    private Maps dilatedTwice(String name, Maps x, int rate, double epsilon) {
        return unit(name + "/conv2", unit(name + "/conv1", x, rate, epsilon), rate, epsilon);
    }

    private Maps narrowed(double epsilon, Maps... branches) {
        return l.conv("head", unit("narrow", l.bn("joined", concat(branches), epsilon), 1, epsilon), 1);
    }
}
