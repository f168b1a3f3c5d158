package io.cuantovale.contracts;

/** Where things lie in the object store. Keys use '/' and never begin with it. */
public final class ObjectKeys {
    private ObjectKeys() {}

    /** A photo's original bytes, by their lower-case hexadecimal SHA-256. */
    public static String photo(String sha256) {
        return "photos/" + sha256.substring(0, 2) + "/" + sha256;
    }

    /** A redacted HTML snapshot, by the SHA-256 of the redacted bytes. */
    public static String page(String sha256) {
        return "pages/" + sha256.substring(0, 2) + "/" + sha256 + ".html";
    }

    /** The folder of a dataset version, ending in '/'. */
    public static String dataset(String task, String version) {
        return "datasets/" + task + "/" + version + "/";
    }

    /** The folder of a model package, ending in '/'. */
    public static String model(String task, String version) {
        return "models/" + task + "/" + version + "/";
    }
}
