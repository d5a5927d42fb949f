# surveillance.R - R's farringtonFlexible on the series of make_series
#
# usage: Rscript surveillance.R A|B DIR EVERY
#
# Writes DIR/R_A.csv (or R_B.csv): series,week,p of the last 52 weeks of every
# EVERY-th series; nbPlugin, history of 5 years (B: 3), the paper's settings.
suppressMessages(library(surveillance))
a <- commandArgs(TRUE)
bench <- a[1]
dir <- a[2]
every <- as.integer(a[3])
y <- as.matrix(read.csv(file.path(dir, paste0(bench, "_series.csv")))[, -1])
if (bench == "B") {
	weeks <- ncol(y) / 7
	y <- sapply(seq_len(weeks), function(i)
		rowSums(y[, (7 * i - 6):(7 * i), drop = FALSE]))
}
n <- ncol(y)
range <- (n - 51):n
out <- file(file.path(dir, paste0("R_", bench, ".csv")), "w")
for (i in seq(1, nrow(y), by = every)) {
	s <- sts(observed = as.integer(y[i, ]), frequency = 52)
	r <- tryCatch(suppressWarnings(farringtonFlexible(s, control = list(
		range = range, b = if (bench == "A") 5 else 3, w = 3,
		reweight = TRUE, weightsThreshold = 2.58, alpha = 0.01,
		trend = TRUE, pThresholdTrend = 1, limit54 = c(0, 4),
		powertrans = "2/3", noPeriods = 10,
		pastWeeksNotIncluded = 26, thresholdMethod = "nbPlugin",
		glmWarnings = FALSE))), error = function(e) NULL)
	if (!is.null(r))
		writeLines(sprintf("%d,%d,%.12g", i, range,
			as.numeric(r@control$pvalue)), out)
}
close(out)
