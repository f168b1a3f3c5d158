package io.cuantovale.images;

import com.google.cloud.tools.jib.api.JibContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./cuantovale images}: builds all images into tar files, or pushes them to a registry. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        description = "Builds the container images from the packaged modules; no container engine is needed.")
public final class ImagesMain implements Callable<Integer> {
    @Option(names = "--repository", description = "the checkout (default: this folder)", defaultValue = ".")
    private Path repository = Path.of(".");

    @Option(names = "--out", description = "folder for the tar files (default: images/target/tars)")
    private @Nullable Path out;

    @Option(names = "--version", description = "tag (default: ${DEFAULT-VALUE})", defaultValue = "0.1.0")
    private String version = "0.1.0";

    @Option(names = "--push", description = "registry and path to push to, for example registry.example/cuantovale")
    private @Nullable String push;

    @Option(names = "--base", description = "registry image with Java 25 to stand on, instead of the one built here")
    private @Nullable String base;

    @Option(names = "--only", split = ",", description = "image names (default: all)")
    private List<String> only = List.of();

    public static void main(String[] args) {
        System.exit(new CommandLine(new ImagesMain()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path root = repository.toAbsolutePath().normalize();
        Path work = root.resolve("images/target");
        Path folder = out == null ? work.resolve("tars") : out;
        Files.createDirectories(folder);
        List<ImageSpec> images = ImageSpec.all().stream()
                .filter(i -> only.isEmpty() || only.contains(i.name()))
                .toList();
        if (images.isEmpty()) {
            System.err.printf("--only: %s (expected: some of %s)%n", only, names());
            return 2;
        }
        BaseImage bases = new BaseImage(work.resolve("base"), Path.of(System.getProperty("java.home")));
        ImageBuilder builder = new ImageBuilder(root, version, work.resolve("jib-cache"));
        for (ImageSpec image : images) {
            Path archive = base == null ? bases.archive(image.base()) : work;
            Path tar = folder.resolve(image.name() + ".tar");
            JibContainer built = builder.build(image, base, archive, target(tar));
            System.out.printf(
                    "%-26s %s  %s%n",
                    image.name(), built.getImageId(), push == null ? Files.size(tar) / 1_000_000 + " MB" : "pushed");
        }
        // Jib leaves idle threads of its HTTP client behind.
        return 0;
    }

    private ImageBuilder.Target target(Path tar) {
        return push == null ? new ImageBuilder.Target.Tar(tar) : new ImageBuilder.Target.Registry(push);
    }

    private static List<String> names() {
        return ImageSpec.all().stream().map(ImageSpec::name).toList();
    }
}
