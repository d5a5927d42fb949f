// re2_set - the cues of a codebook, all at once, by RE2::Set
//
//	re2_set <expressions-and-texts
//
// Reads expressions, one a line, up to an empty line, then texts.  Prints how
// many expressions RE2 took, how many were found, and the CPU seconds of it.
// In RE2 \b and \w know letters of ASCII only, and there is no looking around.

#include <re2/re2.h>
#include <re2/set.h>

#include <ctime>
#include <iostream>
#include <string>
#include <vector>

int
main()
{
	RE2::Options o;
	std::string line;
	std::vector<int> found;
	size_t taken = 0;
	size_t hits = 0;

	o.set_case_sensitive(false);
	o.set_log_errors(false);
	o.set_max_mem(int64_t{ 2 } << 30);
	RE2::Set set(o, RE2::UNANCHORED);
	while (std::getline(std::cin, line) && !line.empty())
		taken += set.Add(line, nullptr) >= 0;
	if (!set.Compile())
		return 1;
	std::vector<std::string> text;
	while (std::getline(std::cin, line))
		text.push_back(line);
	std::clock_t at = std::clock();
	for (const std::string &t : text)
		if (set.Match(t, &found))
			hits += found.size();
	std::cout << taken << " " << hits << " "
		  << double(std::clock() - at) / CLOCKS_PER_SEC << "\n";
	return 0;
}
