from stated_by('KGZ')
